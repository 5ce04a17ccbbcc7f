"""Paths of DICOMweb: each under the caller's whole Scope and under one clinic."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

from fastapi import Depends, Path, Request

from teleread.views.dicomweb import Address, Located
from teleread.web.dependencies import Run, Runtime
from teleread.web.routing import Router

ROOT = "/dicom-web"
STUDY = "/studies/{study_instance_uid}"
SERIES = STUDY + "/series/{series_instance_uid}"
INSTANCE = SERIES + "/instances/{sop_instance_uid}"

Uid = Annotated[str, Path(max_length=128)]
Route = TypeVar("Route", bound=Callable[..., Any])


async def _declared_clinic(clinic_key: Annotated[str, Path(max_length=64)]) -> str:
    return clinic_key


of_scope = Router(prefix=ROOT, tags=["dicomweb"])
of_clinic = Router(prefix=ROOT + "/clinics/{clinic_key}", tags=["dicomweb"], dependencies=[Depends(_declared_clinic)])


def get(path: str, **options: Any) -> Callable[[Route], Route]:
    """Answer GET at a path of the whole Scope and at the same path of a clinic."""
    return _both("GET", path, options)


def post(path: str, **options: Any) -> Callable[[Route], Route]:
    """Answer POST at a path of the whole Scope and at the same path of a clinic."""
    return _both("POST", path, options)


def _both(method: str, path: str, options: dict[str, Any]) -> Callable[[Route], Route]:
    def add(route: Route) -> Route:
        of_scope.api_route(path, methods=[method], **options)(route)
        of_clinic.api_route(path, methods=[method], name=f"{route.__name__}_of_clinic", **options)(route)
        return route

    return add


async def clinic_of(request: Request) -> str | None:
    """Return the key of the clinic that the path names, None for the whole Scope."""
    return request.path_params.get("clinic_key")


NamedClinic = Annotated[str | None, Depends(clinic_of)]


async def study_address(clinic_key: NamedClinic, study_instance_uid: Uid) -> Address:
    """Return the address of a study."""
    return Address(study_instance_uid, clinic_key=clinic_key)


async def series_address(clinic_key: NamedClinic, study_instance_uid: Uid, series_instance_uid: Uid) -> Address:
    """Return the address of a series."""
    return Address(study_instance_uid, series_instance_uid, clinic_key=clinic_key)


async def instance_address(
    clinic_key: NamedClinic, study_instance_uid: Uid, series_instance_uid: Uid, sop_instance_uid: Uid
) -> Address:
    """Return the address of an Instance."""
    return Address(study_instance_uid, series_instance_uid, sop_instance_uid, clinic_key)


StudyAddress = Annotated[Address, Depends(study_address)]
SeriesAddress = Annotated[Address, Depends(series_address)]
InstanceAddress = Annotated[Address, Depends(instance_address)]


async def base_url(request: Request, run: Run) -> str:
    """Return where the outside reaches us: as set, else as it came."""
    return base_of(request, run)


def base_of(request: Request, run: Runtime) -> str:
    """Return the same, asked for by a function."""
    return run.settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")


BaseUrl = Annotated[str, Depends(base_url)]


def url_of(base: str, clinic_key: str, *uids: str) -> str:
    """Return the address of a study, series or Instance: always of its clinic, so it is never ambiguous."""
    names = ("studies", "series", "instances")
    path = "".join(f"/{name}/{quote(uid, safe='')}" for name, uid in zip(names, uids, strict=False))
    return f"{base}{ROOT}/clinics/{quote(clinic_key, safe='')}{path}"


def url_of_instance(base: str, located: Located) -> str:
    """Return the address of a located Instance."""
    return url_of(
        base,
        located.clinic_key,
        located.study_instance_uid,
        located.series_instance_uid,
        located.instance.sop_instance_uid,
    )
