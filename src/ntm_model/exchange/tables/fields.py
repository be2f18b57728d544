"""What a column can say, and the many words of headers for it."""

from __future__ import annotations

from enum import Enum


class Field(Enum):
    """What a column can say, as a header tells it."""

    ORDER = "STT"
    NAME = "Tên xã"
    CODE = "Mã xã"
    DISTRICT = "Huyện"
    DISTRICT_CODE = "Mã huyện"
    SPELLINGS = "Tên gọi khác"
    KIND = "Loại"
    TITLE = "Danh hiệu"
    YEAR = "Năm công nhận"
    DUE = "Năm phấn đấu"
    DECISION = "Số quyết định"
    DECIDED = "Ngày quyết định"
    TOTAL = "Tổng số tiêu chí đạt"
    NUMBER = "Số xã"
    CRITERION = "Tiêu chí"
    NOTE = "Ghi chú"


_ACT = r"(quyet dinh|qd)"
_DATE = r"ngay( thang)?( nam)?"
_MARK = r"(ky )?hieu"
_SIGNED = r"(ky|ban hanh|cap|ra)"
#: how headers word each field, without accents; the first that fits is meant
WORDS: dict[Field, str] = {
    Field.ORDER: r"s ?t ?t|tt|so tt|so thu tu",
    Field.SPELLINGS: r"ten( goi)? khac|cach viet khac",
    Field.KIND: r"(cap|loai|loai hinh)( (dvhc|don vi( hanh chinh)?|hanh chinh|xa))?",
    Field.DISTRICT_CODE: r"ma( so)? (huyen|qh|quan huyen)",
    Field.CODE: r"ma( so)?( (dvhc|don vi( hanh chinh)?|xa|px|phuong xa|dia phuong))?",
    Field.NAME: r"(ten )?(cac )?(don vi( hanh chinh)?|dvhc|dia phuong"
    r"|xa( phuong)?( thi tran)?( dac khu)?|huyen xa|phuong xa)( cap xa)?( dat chuan( ntm)?)?",
    Field.DISTRICT: r"(ten |thuoc |quan )*huyen( thi xa)?( (thanh pho|tp))*",
    Field.NOTE: r"ghi chu",
    Field.TITLE: r"danh hieu( hien (tai|nay))?|muc( do)?|cap do|tinh trang|hien trang|trang thai"
    r"|ket qua",
    Field.DECISION: rf"(so )?({_MARK} )?{_ACT}( {_SIGNED})?|so {_DATE} {_ACT}"
    rf"|{_ACT} (so|{_MARK}|so {_MARK})( {_DATE})?",
    Field.DECIDED: rf"({_DATE}|thang|nam)( {_SIGNED})? {_ACT}"
    rf"|{_ACT} (thang|nam)|({_ACT} )?{_DATE}( {_SIGNED})?",
    Field.YEAR: r"nam|thoi (diem|gian)",
    Field.DUE: r"(nam|thoi (diem|gian))( hoan thanh| thuc hien| ve dich)?",
    Field.TOTAL: r"tong( so| cong)?"
    r"|(tong )?(so )?(luong )?(tieu chi|tc)( da)? (dat|hoan thanh)( chuan| duoc)?"
    r"( \d+| ntm| nam \d{4})?"
    r"|tong so (tieu chi|tc)( da)? (dat|hoan thanh)\b.*",
    Field.NUMBER: r"so( luong)?( xa| huyen| don vi)?|xa|"
    r"|(chi tieu|ke hoach|muc tieu)( (duoc|tinh|giao|phan dau|nam|den|\d{4}|so|xa))*",
}
#: what a table says of a title; their headers are read without the words of titles
FACTS = (Field.TITLE, Field.DECISION, Field.DECIDED, Field.YEAR, Field.DUE)
#: words above facts that change nothing
FILLER = (
    r"\b(thong tin|ket qua|danh hieu|quoc gia ve|cua"
    r"|((chu tich )?(ubnd|uy ban nhan dan)( tinh)?))\b"
)
#: headers that look like others and are none
ASIDE = r"tong so (xa|huyen|don vi|thon|ho)\b.*"
DISTRICT_NAMES = (
    r"(ten )?(cac )?(don vi( hanh chinh)?|dvhc|dia phuong|huyen( thi xa)?( (thanh pho|tp))*)"
    r"( cap huyen)?( dat chuan( ntm)?)?"
)
DISTRICT_CODES = r"ma( so)?( (dvhc|don vi( hanh chinh)?|huyen|dia phuong))?"
