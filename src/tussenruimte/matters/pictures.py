"""Pictures and scans, stripped of what they tell besides: place, time, camera, author.

What reads them is heavy and rarely needed, so it is fetched when somebody adds one.
"""

import io

from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import Refused

MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000  # a larger picture in a small file is a bomb
LONGEST_SIDE = 2400  # enough to read a letter
MOST_PAGES = 100

JPEG, PDF = "image/jpeg", "application/pdf"


def stripped(data: bytes) -> tuple[bytes, str]:
    """The picture or scan without anything beside it, and its media type.

    A picture becomes a new JPEG of at most 2400 pixels a side; of a PDF only the pages stay: no
    script, no form, no attached file, no author. Refuses anything else in one sentence.
    """
    if len(data) > MOST_BYTES:
        raise Refused(
            _("This file is larger than 10 MB. Make the picture smaller, or take a photo of it.")
        )
    if data[:5] == b"%PDF-":
        return _pages(data), PDF
    return _picture(data), JPEG


def _picture(data: bytes) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415 - heavy

    try:
        with Image.open(
            io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF", "TIFF")
        ) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("This picture has too many pixels. Make it smaller first."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            fresh = io.BytesIO()
            upright.save(fresh, "JPEG", quality=85)
            return fresh.getvalue()
    except Refused:
        raise
    except Exception as error:  # what reads pictures stumbles in many ways over a broken one
        raise Refused(
            _("This is no picture or PDF that we can read. Take a photo of it and add that.")
        ) from error


def _pages(data: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - heavy

    try:
        reader, writer = PdfReader(io.BytesIO(data)), PdfWriter()
        if len(reader.pages) > MOST_PAGES:
            raise Refused(
                _("This PDF has more than a hundred pages. Add only the pages that matter.")
            )
        for page in reader.pages:
            page.pop("/AA", None)
            page.pop("/Annots", None)
            writer.add_page(page)
        writer.metadata = None
        fresh = io.BytesIO()
        writer.write(fresh)
        return fresh.getvalue()
    except Refused:
        raise
    except Exception as error:  # what reads PDFs stumbles in many ways over a broken one
        raise Refused(_("We cannot open this PDF. Take a photo of it and add that.")) from error
