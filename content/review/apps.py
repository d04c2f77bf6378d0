from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "content.review"
    label = "review"
    verbose_name = _("Expert review")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import workflow_cancelled  # noqa: PLC0415

        from content.core.facets import Facet, choices, register_facet  # noqa: PLC0415
        from content.core.protection import register_uses, register_visibility  # noqa: PLC0415
        from content.core.publication import register_seals  # noqa: PLC0415
        from content.core.reference import register_guard  # noqa: PLC0415
        from content.core.remarks import register_farewell, register_remark  # noqa: PLC0415
        from content.review import checks, policies, signals, workflow  # noqa: F401, PLC0415  (checks register themselves)
        from content.review.actions.close import on_cancelled  # noqa: PLC0415
        from content.review.actions.freeze import freeze  # noqa: PLC0415
        from content.review.actions.task import decide  # noqa: PLC0415
        from content.review.boards.reach import may_act_in_wagtail, task_states_awaiting  # noqa: PLC0415
        from content.review.public.badges import STATES  # noqa: PLC0415
        from content.review.public.remarks import farewell, noticed, provisional  # noqa: PLC0415
        from content.review.seals import SealRegister, is_public_media, uses_of_media  # noqa: PLC0415

        register_facet(Facet("state", _("review"), choices(STATES), rank=50))
        register_guard(policies.may_approve_wording)
        register_remark(provisional)
        register_remark(noticed)
        register_farewell(farewell)
        register_seals(SealRegister())
        register_uses(uses_of_media)
        register_visibility(is_public_media)
        signals.connect()
        workflow_cancelled.connect(on_cancelled, dispatch_uid="review.cancelled")
        workflow.connect(start=freeze, decision=decide, acts=may_act_in_wagtail, awaiting=task_states_awaiting)
