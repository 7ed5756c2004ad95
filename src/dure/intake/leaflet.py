"""The one-page leaflet for firms: the same words as a sheet to print (PDF) and as a text to change (HWPX)."""

import io
import json
from pathlib import Path
from typing import Any

import qrcode
import qrcode.image.svg
from django.conf import settings
from hwpx.document import HwpxDocument

from dure.cases.printing import set_sheet
from dure.engines.identifiers import show_phone
from dure.network.models import Office

SHEET = Path(__file__).parent / "paper" / "leaflet.typ"
WORDS: dict[str, Any] = {
    "headline": "막히면 전화 주세요.",
    "lead": "기술, 품질, 자금, 인력, 수출, 인증. 무엇이든 듣고 도울 곳을 찾아 드립니다.",
    "scan": "휴대전화로 찍으세요",
    "scanned": "이름과 번호만 적으면 담당자가 전화드립니다. 가입도 비밀번호도 없습니다.",
    "call": "바로 전화하려면",
    "steps": [
        ["1. 듣습니다", "말씀하신 그대로 적습니다. 서류는 없습니다."],
        ["2. 찾습니다", "비슷한 해결사례와 전문가, 연구소, 지원사업을 찾습니다."],
        ["3. 끝까지 봅니다", "풀렸는지 여쭙고, 풀릴 때까지 함께합니다."],
    ],
    "blocked": "경쟁사나 거래처에 알리지 않을 곳을 말씀해 주시면 그곳에는 보이지도, 부탁이 가지도 않습니다.",
}
BLUE = "#1A4F8B"


def leaflet_pdf(office: Office) -> bytes:
    """The sheet, ready to print."""
    told = {**_told(office), "qr": _qr_drawn(_address(office))}
    return set_sheet(SHEET, "leaflet", json.dumps(told, ensure_ascii=False))


def leaflet_hwpx(office: Office) -> bytes:
    """The same words as a document that the office changes in Hangul, with the QR code as a picture."""
    told, document = _told(office), HwpxDocument.new()
    first = document.paragraphs[0]
    first.text = told["office"]
    first.char_pr_id_ref = document.styles.ensure_run(bold=True, size=13, color=BLUE)
    _line(document, told["headline"], 34, bold=True)
    _line(document, told["lead"], 18)
    document.add_picture(_qr_pixels(_address(office)), "png", width_mm=62, height_mm=62)
    _line(document, told["scan"], 18, bold=True)
    _line(document, told["scanned"], 14)
    if told["phone"]:
        _line(document, f"{told['call']} {told['phone']}", 24, bold=True)
    for title, words in told["steps"]:
        _line(document, title, 14, bold=True)
        _line(document, words, 14)
    _line(document, told["blocked"], 14)
    _line(document, told["address"], 10)
    return document.to_bytes()


def _line(document: HwpxDocument, words: str, size: int, *, bold: bool = False) -> None:
    style = document.styles.ensure_run(bold=bold, size=size)
    document.add_paragraph(words, char_pr_id_ref=style)


def _told(office: Office) -> dict[str, Any]:
    phone = show_phone(office.phone) if office.phone else ""
    return {**WORDS, "office": office.name, "phone": phone, "address": _address(office)}


def _address(office: Office) -> str:
    return f"{settings.BASE_URL}/call-me/{office.code}"


def _qr_drawn(address: str) -> str:
    out = io.BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(out)
    return out.getvalue().decode()


def _qr_pixels(address: str) -> bytes:
    out = io.BytesIO()
    qrcode.make(address, border=2, box_size=12).save(out, format="PNG")
    return out.getvalue()
