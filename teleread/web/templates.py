"""Templates of reports: what a writer is offered, one version, its file, and editing."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response, status
from pydantic import BaseModel, ConfigDict, Field

from teleread.accounts.account import SPECIALIST_ROLES, Role
from teleread.clinics.clinic import Modality
from teleread.templates.form import SIZE_AT_MOST, read_template, write_template
from teleread.templates.records import list_templates, load_template
from teleread.templates.template import FieldKind, Kept, ReportPart, Template, offered
from teleread.web.dependencies import Caller, Reader, Run, permit
from teleread.web.routing import Router
from teleread.web.schemas import Body
from teleread.workflow.desk.templates import bring_template, editor_of, retire_template

router = Router(prefix="/api/templates", tags=["templates"])

Writer = Annotated[Caller, Depends(permit(*sorted(SPECIALIST_ROLES), Role.ADMIN))]
EditingCaller = Annotated[Caller, Depends(permit(Role.REVIEWER, Role.ADMIN))]
FOR_WRITERS = [Depends(permit(*sorted(SPECIALIST_ROLES), Role.ADMIN))]
FOR_EDITORS = [Depends(permit(Role.REVIEWER, Role.ADMIN))]


class _Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class WordsOut(_Shown):
    """The same in both languages."""

    zh: str
    en: str


class OptionOut(_Shown):
    """One answer of a choice."""

    key: str
    label: WordsOut
    text: WordsOut
    impression: WordsOut | None
    is_normal: bool


class RangeOut(_Shown):
    """What is normal of a number, and for whom."""

    low: str | None
    high: str | None
    sex: str
    age_from: int | None
    age_until: int | None
    week: int | None
    source: str


class TemplateFieldOut(_Shown):
    """One thing to fill in."""

    key: str
    label: WordsOut
    kind: FieldKind
    options: list[OptionOut]
    is_multiple: bool
    unit: str
    decimals: int
    ranges: list[RangeOut]
    week_field: str
    text: WordsOut | None


class TemplateSectionOut(_Shown):
    """Fields that become one paragraph."""

    key: str
    title: WordsOut
    part: ReportPart
    fields: list[TemplateFieldOut]
    is_titled: bool


class SourceOut(_Shown):
    """Where normal ranges come from."""

    key: str
    title: str


class TemplateOut(_Shown):
    """One version of a template."""

    key: str
    version: int
    title: WordsOut
    modality: Modality
    body_parts: list[str]
    sections: list[TemplateSectionOut]
    normal_impression: WordsOut | None
    sources: list[SourceOut]


class TemplateLine(BaseModel):
    """A template in a list, in its newest version. `is_editable`: an edit makes its next version, not a copy."""

    key: str
    version: int
    title: WordsOut
    modality: Modality
    body_parts: list[str]
    is_shipped: bool
    department_id: UUID | None
    replaces: str
    is_editable: bool

    @classmethod
    def of(cls, kept: Kept, caller: Caller) -> "TemplateLine":
        """Return a template as the list shows it to a person."""
        template = kept.template
        return cls(
            key=template.key,
            version=template.version,
            title=WordsOut.model_validate(template.title),
            modality=Modality(template.modality),
            body_parts=list(template.body_parts),
            is_shipped=kept.is_shipped,
            department_id=kept.department_id,
            replaces=kept.replaces,
            is_editable=editor_of(caller.account).may_edit(kept),
        )


class TemplateIn(Body):
    """A template's file; its own version says which one was changed."""

    content: Annotated[str, Field(max_length=SIZE_AT_MOST)]


@router.get("")
def list_report_templates(caller: Writer, session: Reader, modality: Modality | None = None) -> list[TemplateLine]:
    """List the templates of the caller's department, of every one, and those that are shipped."""
    kept = list_templates(session)
    department_id = caller.account.reading_department_id
    wanted = [modality] if modality else list(Modality)
    if caller.account.may_act_as(Role.ADMIN) and modality is None:
        return [TemplateLine.of(each, caller) for each in kept if not each.is_retired]
    return [
        TemplateLine.of(each, caller)
        for one in wanted
        for each in offered(kept, modality=one.value, department_id=department_id)
    ]


@router.get("/{key}/versions/{version}", dependencies=FOR_WRITERS)
def get_template(key: str, version: int, session: Reader) -> TemplateOut:
    """Return one version, also of a template that is offered no more."""
    return _out(load_template(session, key, version))


@router.get("/{key}/versions/{version}/file", dependencies=FOR_WRITERS)
def export_template(key: str, version: int, session: Reader) -> Response:
    """Return one version as the file that can be brought to another house."""
    content = write_template(load_template(session, key, version))
    name = f"{key}.{version}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/json", headers=headers)


@router.post("/check", dependencies=FOR_EDITORS)
def check_template(body: TemplateIn) -> TemplateOut:
    """Read a file and show what it describes; nothing is kept."""
    return _out(read_template(body.content))


@router.post("", status_code=status.HTTP_201_CREATED)
def save_template(body: TemplateIn, caller: EditingCaller, run: Run) -> TemplateLine:
    """Keep a file as a new template, as the next version, or as the department's own copy."""
    kept = bring_template(run.database, body.content, account=caller.account, at=run.clock())
    return TemplateLine.of(kept, caller)


@router.post("/{key}/retire", status_code=status.HTTP_204_NO_CONTENT)
def retire_report_template(key: str, caller: EditingCaller, run: Run) -> None:
    """Offer a template no more."""
    retire_template(run.database, key, account=caller.account, at=run.clock())


def _out(template: Template) -> TemplateOut:
    return TemplateOut.model_validate(template)
