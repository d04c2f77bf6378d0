"""Editor, author, scientist, translator, administrator: groups with the least rights that do the job."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from content.people.models import User

REFERENCE_DATA = [
    f"{app}.{action}_{model}"
    for action in ("add", "change", "view")
    for app, model in (
        ("taxonomy", "subject"),
        ("taxonomy", "level"),
        ("taxonomy", "term"),
        ("people", "person"),
        ("people", "institution"),
        ("media", "licence"),
    )
]

LETTERS = [f"review.{action}_lettertemplate" for action in ("add", "change", "delete", "view")]
SYNONYMS = [f"search.{action}_synonymgroup" for action in ("add", "change", "delete", "view")]
QUESTIONS = [f"search.{action}_readerquestion" for action in ("change", "view")]


@dataclass(frozen=True)
class Role:
    name: str
    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    permissions: list[str] = field(default_factory=list)
    superuser: bool = False


ROLES = {
    role.name: role
    for role in (
        Role(
            "editor",
            pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
            media=("add", "change", "choose"),
            permissions=[
                "simple_translation.submit_translation",
                "review.approve_wording",
                "search.view_askedquery",
                *LETTERS,
                *SYNONYMS,
                *QUESTIONS,
                *REFERENCE_DATA,
            ],
        ),
        Role("author", pages=("add",), media=("add", "choose")),
        Role("scientist", permissions=["review.endorse", "review.report", "review.approve_wording"]),
        Role("educator", permissions=["review.report"]),
        Role("reader", permissions=["review.report"]),
        Role("translator", pages=("add",), media=("choose",), permissions=["simple_translation.submit_translation"]),
        Role("administrator", superuser=True),
    )
}


def set_up_roles() -> None:
    """Make or update the groups; safe to repeat."""
    root_page, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for role in ROLES.values():
        group, _new = Group.objects.get_or_create(name=role.name)
        group.permissions.set(_permissions(["wagtailadmin.access_admin", *role.permissions]))
        for action in role.pages:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
            GroupPagePermission.objects.get_or_create(group=group, page=root_page, permission=permission)
        for action in role.media:
            for model in ("image", "document"):
                permission = Permission.objects.get(content_type__app_label="media", codename=f"{action}_{model}")
                GroupCollectionPermission.objects.get_or_create(group=group, collection=root_collection, permission=permission)


def give_role(user: User, name: str) -> None:
    """The user holds exactly this role; raises KeyError for an unknown one."""
    role = ROLES[name]
    user.role = name
    user.is_superuser = user.is_staff = role.superuser
    user.save()
    user.groups.set(Group.objects.filter(name=name))


def _permissions(names: list[str]) -> list[Permission]:
    found = []
    for name in names:
        app, codename = name.split(".")
        found += list(Permission.objects.filter(content_type__app_label=app, codename=codename))
    return found
