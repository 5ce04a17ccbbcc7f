"""What every retrieval needs: who asks, where the answer's addresses lie, and what is found there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from teleread.database import Session
from teleread.dicom.decoding.pool import Answer, DecoderPool
from teleread.views.dicomweb import Address, Located, locate
from teleread.web.dependencies import Caller, CurrentCaller, Reader, Run, Runtime
from teleread.web.dicomweb.accept import Wanted, wanted_forms
from teleread.web.dicomweb.addresses import BaseUrl
from teleread.web.originals import Decoders, decode, opened


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A retrieval as it came. The session is only good until the route returns."""

    request: Request
    caller: Caller
    session: Session
    run: Runtime
    base: str
    decoders: DecoderPool

    def located(self, address: Address) -> list[Located]:
        """Return the Instances at an address inside the caller's Scope; that the caller looks is noted."""
        found = locate(self.session, self.caller.scope, address)
        opened(self.run, self.caller, found[0].instance)
        return found

    def the_instance(self, address: Address) -> Located:
        """Return the one Instance at an address."""
        return self.located(address)[0]

    def forms(self) -> Sequence[Wanted]:
        """Return what the client accepts, best first."""
        return wanted_forms(self.request.headers.get("accept", ""))

    def decode(self, located: Located, operation: str, **arguments: Any) -> Answer:
        """Have the decoders do one operation."""
        return decode(self.run, self.decoders, located.instance, operation, **arguments)


async def retrieval(
    request: Request, caller: CurrentCaller, session: Reader, run: Run, base: BaseUrl, decoders: Decoders
) -> Retrieval:
    """Gather a retrieval."""
    return Retrieval(request, caller, session, run, base, decoders)


Retrieving = Annotated[Retrieval, Depends(retrieval)]
