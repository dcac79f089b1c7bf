"""Adding and changing agencies."""

from dataclasses import replace
from io import BytesIO

from survey_app.core.errors import BadFile, BadText, NotFound
from survey_app.core.officers import Actor
from survey_app.services.identifiers import new_id
from survey_app.services.instance import Instance
from survey_app.storage import agencies, audit
from survey_app.storage.agencies import Agency

LONGEST_TEXT = 200
_EMBLEM_PIXELS = 512
_MOST_PIXELS = 24_000_000
"""Each takes four bytes of memory while it is drawn anew."""


def add_agency(
    instance: Instance,
    actor: Actor,
    *,
    name: str,
    district: str = "",
    province: str = "",
    phone: str = "",
    emblem: bytes | None = None,
) -> Agency:
    """Add an agency; raises NameTaken, BadText, or BadFile for an emblem that is no picture."""
    picture = clean_emblem(emblem) if emblem else None
    agency = _clean(Agency(new_id(), name, district, province, phone, picture is not None))
    with instance.database.transaction() as session:
        agencies.add_agency(session, agency, picture)
        audit.record(session, agency.id, instance.now, actor.name, "agency.add", agency.name)
    return agency


def change_agency(
    instance: Instance, actor: Actor, agency: Agency, emblem: bytes | None = None
) -> None:
    """Change how the actor's agency is named and reached; no emblem keeps the old one."""
    picture = clean_emblem(emblem) if emblem else None
    clean = _clean(agency)
    with instance.database.transaction() as session:
        own_agency(actor, clean.id)
        agencies.change_agency(session, clean, picture)
        audit.record(session, clean.id, instance.now, actor.name, "agency.change", clean.name)


def list_agencies(instance: Instance, actor: Actor) -> list[Agency]:
    """The agencies the actor may see, by name."""
    with instance.database.snapshot() as session:
        return agencies.list_agencies(session, actor.agency)


def find_agency(instance: Instance, actor: Actor, wanted: str) -> Agency:
    """An agency by id or exact name; raises NotFound for one the actor may not see."""
    with instance.database.snapshot() as session:
        agency = agencies.find_agency(session, wanted)
    own_agency(actor, agency.id)
    return agency


def read_emblem(instance: Instance, agency_id: str) -> bytes | None:
    """The emblem of an agency as PNG: it is public, on every start page."""
    with instance.database.snapshot() as session:
        return agencies.read_emblem(session, agency_id)


def own_agency(actor: Actor, agency_id: str) -> None:
    """Raise NotFound unless the actor sees that agency: isolation has one place."""
    if actor.agency not in (None, agency_id):
        raise NotFound("agency", agency_id)


def clean_emblem(picture: bytes) -> bytes:
    """The picture drawn again as a PNG of at most 512 pixels, without whatever else it carried."""
    from PIL import Image  # noqa: PLC0415  # few requests bring a picture

    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG", "WEBP")) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise BadFile("emblem", ("too_large",))
            drawn = image if image.mode in ("RGB", "RGBA") else image.convert("RGBA")
            drawn.thumbnail((_EMBLEM_PIXELS, _EMBLEM_PIXELS))  # first: a second whole one is dear
            drawn = drawn.convert("RGBA")
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise BadFile("emblem", ("no_picture",)) from error
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _clean(agency: Agency) -> Agency:
    """The texts without what surrounds them; raises BadText. Pages write อำเภอ and จังหวัด themselves."""
    clean = replace(
        agency,
        name=agency.name.strip(),
        district=agency.district.strip().removeprefix("อำเภอ").removeprefix("อ.").strip(),
        province=agency.province.strip().removeprefix("จังหวัด").removeprefix("จ.").strip(),
        phone=agency.phone.strip(),
    )
    for what in ("name", "district", "province", "phone"):
        if len(getattr(clean, what)) > LONGEST_TEXT or (what == "name" and not clean.name):
            raise BadText(what, LONGEST_TEXT)
    return clean
