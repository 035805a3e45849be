"""QR codes, for a screen to be opened on another device."""

from io import BytesIO

import segno


def svg(text: str) -> bytes:
    """Draw `text` as a QR code: black on white with its quiet zone, in any theme.

    It has no size of its own, so that a long text is drawn smaller and never cut off.
    """
    picture = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        picture, kind="svg", scale=4, border=4, light="#fff", xmldecl=False, nl=False, omitsize=True
    )
    return picture.getvalue()
