"""HEAD wherever DICOMweb answers GET: the same headers, no body (PS3.18 8.2; RFC 9110 9.3.2)."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from teleread.web.dicomweb.addresses import ROOT


class HeadOfGet:
    """Asks the routes for GET; once the headers are there the client seems gone, so that no body is made."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; other methods and other paths pass untouched."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or not scope["path"].startswith(f"{ROOT}/"):
            await self._app(scope, receive, send)
            return
        is_begun = False

        async def receive_until_begun() -> Message:
            return {"type": "http.disconnect"} if is_begun else await receive()

        async def send_headers(message: Message) -> None:
            nonlocal is_begun
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                is_begun = True

        await self._app({**scope, "method": "GET"}, receive_until_begun, send_headers)
