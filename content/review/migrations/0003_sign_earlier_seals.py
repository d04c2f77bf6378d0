"""Seals and publications from before the ledger get their entries: what they say is signed as it stands now."""

from __future__ import annotations

from django.db import migrations


def sign(apps, schema_editor):
    Seal = apps.get_model("review", "Seal")
    earlier = list(Seal.objects.filter(entry=None).order_by("pk"))
    if not earlier:
        return
    from content.core import ledger

    faces = {row.work_id: row for row in apps.get_model("review", "Publication").objects.all()}
    payloads = []
    for seal in earlier:
        face = faces.get(seal.work_id)
        names = ("title", "summary", "cover_id", "minutes", "level_id")
        payloads.append(
            {
                "work": seal.work_id,
                "type": seal.kind,
                "lang": seal.lang,
                "translation_key": str(seal.translation_key),
                "digest": seal.digest,
                "canonical": seal.canonical,
                "content": ledger.sha256(seal.content),
                "media": [list(item) for item in seal.media],
                "basis": seal.basis,
                "approved_by": seal.approved_by_name,
                "approved_at": seal.approved_at.isoformat(),
                "expires_at": None,
                "via": seal.via,
                "face": {name: getattr(face, name) for name in names} if face and face.seal_id == seal.pk else {},
                "seats": [{"seat": "science", "name": seal.approved_by_name, "recommendation": "endorse"}],
                "earlier": seal.reference,
            }
        )
    for seal, entry in zip(earlier, ledger.append_all(("seal", payload) for payload in payloads), strict=True):
        Seal.objects.filter(pk=seal.pk).update(entry_id=entry.pk, reference=entry.reference)
    references = dict(Seal.objects.values_list("pk", "reference"))
    ledger.append_all(
        (
            "publication",
            {
                "work": row.work_id,
                "seal": references[row.seal_id],
                "state": row.state,
                "url": row.url,
                "container": row.container_id,
                "until": None,
            },
        )
        for row in faces.values()
    )


class Migration(migrations.Migration):
    dependencies = [("review", "0002_ledger_and_policies"), ("core", "0002_ledger_and_policies")]
    operations = [migrations.RunPython(sign, migrations.RunPython.noop)]
