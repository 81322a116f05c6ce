"""The verb serve: the service on a free or a chosen port, until it is stopped."""

from __future__ import annotations

import socket

import click
from waitress.server import create_server

from api.app import Limits, create_app
from api.problems import PortTaken
from api.session import Session, help_of, in_session

LOCAL = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  shown, not opened
LARGEST = 1_000_000_000  # above the limit of the application, which answers with a problem that says what to do
SAMPLE = "SELECT * WHERE { ?s ?p ?o } LIMIT 5"


@click.command(help=help_of("serve"))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free port.")
@click.option("--sparql-seconds", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True)
@click.option("--writable", is_flag=True, help="Lets POST /api/v1/read add documents to the graph directory.")
@in_session()
def serve(session: Session, host: str, port: int, sparql_seconds: float, writable: bool) -> None:
    """Serves the graph over HTTP."""
    limits = Limits(seconds=sparql_seconds, writable=writable and bool(session.place))
    verbs = session.verbs
    app = create_app(verbs.graph, verbs.vi, verbs.en, verbs.vn, limits)
    bound = _bound(host, port, session)
    server = create_server(app, sockets=[bound], threads=8, ident="normgraph", max_request_body_size=LARGEST)
    _welcome(session, f"http://{LOCAL.get(host, host)}:{bound.getsockname()[1]}")
    try:
        server.run()
    finally:
        server.close()
        click.echo(session.words("serve.stopped"), err=True)


def _bound(host: str, port: int, session: Session) -> socket.socket:
    """A socket at this address. Raises PortTaken."""
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except OSError as error:
        found.close()
        what = f"{host}:{port} cannot be opened ({error.strerror})"
        raise PortTaken(
            what, "choose another with --port, or --port 0 for any free one", session.place or None
        ) from None
    return found


def _welcome(session: Session, address: str) -> None:
    words = session.words
    click.echo(words("serve.started", address=address))
    click.echo(words("serve.graph", graph=session.place or words("serve.shipped")))
    click.echo(words("serve.try"))
    for kind in ("business", "expert", "analyst"):
        click.echo(f"  {words(f'serve.{kind}', address=address, query=SAMPLE)}")
