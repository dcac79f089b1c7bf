"""The addresses of the published pages; each view reads the request, asks one service, shows one page.

`agency` is the agency's id; a year that is not four digits leads nowhere.
"""

from urllib.parse import quote

from flask import Response, render_template

from survey_app.reports.file_names import name_file
from survey_app.services.publications import (
    ITEMS,
    PREVIEW,
    REPORT,
    RESULT,
    list_publications,
    read_publication,
    read_published_file,
)
from survey_app.web.access import open_to_public
from survey_app.web.instance import instance
from survey_app.web.language import LANGUAGES, choose_language
from survey_app.web.public import public
from survey_app.web.public.addresses import file_path, path_to, this_page
from survey_app.web.public.page import compose_page
from survey_app.web.public.program import PROGRAM, read_program
from survey_app.web.public_address import public_address

_YEAR = "<int(fixed_digits=4):year>"


@public.get("/r/<agency>")
@open_to_public
def years(agency: str) -> str:
    """The years an agency has published."""
    return _draw("years", published=list_publications(instance(), agency))


@public.get(f"/r/<agency>/{_YEAR}")
@open_to_public
def result(agency: str, year: int) -> str:
    """The result of a year."""
    return _show("result", agency, year)


@public.get(f"/r/<agency>/{_YEAR}/oit")
@open_to_public
def items(agency: str, year: int) -> str:
    """The OIT list with its links: the agency's open data of that year."""
    return _show("items", agency, year)


@public.get(f"/r/<agency>/{_YEAR}/recompute")
@open_to_public
def recompute(agency: str, year: int) -> str:
    """How the total is computed, so that anyone can do it again."""
    return _show("recompute", agency, year)


@public.get(f"/r/<agency>/{_YEAR}/{PROGRAM}")
@open_to_public
def program(agency: str, year: int) -> Response:
    """The program of that page as a file."""
    read_publication(instance(), agency, year)
    return Response(read_program(), mimetype="text/x-python")


@public.get(f"/r/<agency>/{_YEAR}/<name>")
@open_to_public
def file(agency: str, year: int, name: str) -> Response:
    """A file of the publication, as it was made when it was published."""
    found = read_published_file(instance(), agency, year, name)
    response = Response(found.content, mimetype=found.media_type)
    if name == REPORT:
        _name(response, "inline", name_file("รายงานผลการประเมิน", "ITA", str(year), ending="pdf"))
    if name == ITEMS:
        _name(response, "attachment", f"oit-{year}.csv")
    return response


def _name(response: Response, how: str, name: str) -> None:
    names = {"filename": quote(name), "filename*": f"UTF-8''{quote(name, safe='')}"}
    response.headers.set("Content-Disposition", how, **names)


def _show(template: str, agency: str, year: int) -> str:
    publication = read_publication(instance(), agency, year)
    page = compose_page(publication, choose_language())
    picture = f"{public_address()}/r/{agency}/{year}/{PREVIEW}"
    return _draw(template, page=page, picture=picture, program=read_program())


def _draw(template: str, **page: object) -> str:
    return render_template(
        f"public/{template}.html",
        language=choose_language(),
        addresses={code: this_page(code) for code in LANGUAGES},
        path_to=path_to,
        file_path=file_path,
        names={"report": REPORT, "result": RESULT, "items": ITEMS, "program": PROGRAM},
        **page,
    )
