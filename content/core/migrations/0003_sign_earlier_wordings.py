"""Approvals of wordings from before the ledger get their entry."""

from __future__ import annotations

from django.db import migrations


def sign(apps, schema_editor):
    Approval = apps.get_model("core", "WordingApproval")
    earlier = list(Approval.objects.filter(entry=None).select_related("content_type").order_by("pk"))
    if not earlier:
        return
    from content.core import ledger

    payloads = [
        {
            "model": f"{row.content_type.app_label}.{row.content_type.model}",
            "row": row.object_id,
            "lang": row.lang,
            "wording": row.wording,
            "approved_by": row.approved_by_name,
        }
        for row in earlier
    ]
    for row, entry in zip(earlier, ledger.append_all(("wording", payload) for payload in payloads), strict=True):
        Approval.objects.filter(pk=row.pk).update(entry_id=entry.pk)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_ledger_and_policies")]
    operations = [migrations.RunPython(sign, migrations.RunPython.noop)]
