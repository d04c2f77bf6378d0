from __future__ import annotations


def load_works() -> None:
    pass
