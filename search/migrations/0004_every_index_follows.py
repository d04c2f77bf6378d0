from django.db import migrations, models


class Migration(migrations.Migration):
    """An outbox an index. What was in the old one needs no keeping: indices of the old format are built anew."""

    dependencies = [("search", "0003_what_readers_look_for")]

    operations = [
        migrations.DeleteModel("Outbox"),
        migrations.DeleteModel("IndexState"),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.CharField(max_length=40)),
                ("work_id", models.PositiveBigIntegerField()),
                ("kept", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "change to index",
                "verbose_name_plural": "changes to index",
                "indexes": [
                    models.Index(fields=["index", "kept", "id"], name="outbox_waiting"),
                    models.Index(fields=["index", "work_id"], name="outbox_work"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.CharField(max_length=40, unique=True)),
                ("stale_since", models.DateTimeField(null=True)),
            ],
            options={"verbose_name": "state of an index", "verbose_name_plural": "states of the indices"},
        ),
    ]
