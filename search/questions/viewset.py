"""The editors' list of readers' questions: answered or dismissed, never written."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from search.questions.models import ReaderQuestion


class AnswerView(EditView):
    def save_instance(self) -> Any:
        self.form.instance.answered_by = self.request.user
        return super().save_instance()


class QuestionViewSet(SnippetViewSet):
    model = ReaderQuestion
    icon = "help"
    menu_label = _("Readers' questions")
    menu_order = 330
    add_to_admin_menu = True
    edit_view_class = AnswerView
    list_display: ClassVar[list[str]] = ["__str__", "lang", "state", "asked_on"]
    list_filter: ClassVar[list[str]] = ["state", "lang"]
    search_fields: ClassVar[list[str]] = ["text", "answer", "code"]
    search_backend_name = None
    panels: ClassVar[list[Any]] = [FieldPanel("text", read_only=True), FieldPanel("state"), FieldPanel("answer")]
