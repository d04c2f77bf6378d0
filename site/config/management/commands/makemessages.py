"""Django's makemessages, without guesses: a new message is untranslated, not another message's translation marked fuzzy."""

from __future__ import annotations

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
