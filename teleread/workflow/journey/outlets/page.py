"""The clinic's page: a report is there when its document is made."""

from teleread.workflow.journey.outlets.parcel import Parcel, Sender, Sent


def show(_parcel: Parcel, _sender: Sender) -> Sent:
    """Say that the page shows it: the document that people print was made and kept."""
    return Sent("已在送检机构页面可见 On the clinic's page")
