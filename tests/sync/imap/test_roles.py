"""What each folder is for: the person's word, the server's, and names at the top level; of two, a question."""

import pytest

from osone.model.mail import Role
from osone.sync.imap.mailboxes import Listed, Spaces, listed
from osone.sync.imap.roles import Decided, decide
from osone.sync.imap.wire import WireLine

COURIER = Spaces(("INBOX.",))
ROOT = Spaces()


def there(*names: str, delimiter: str = "/", **uses: str) -> list[Listed]:
    """Mailboxes of these names; ``uses`` are attributes by name."""
    return listed(
        [
            WireLine(f'* LIST ({uses.get(name, "")}) "{delimiter}" "{name}"'.encode(), ())
            for name in dict.fromkeys((*names, *uses))
        ]
    )


def roles(found: list[Listed], spaces: Spaces = ROOT, **known: dict[bytes, Role]) -> dict[str, Role]:
    """What has a role, by path."""
    return named(found, decide(found, spaces, known.get("before", {}), known.get("chosen", {})))


def named(found: list[Listed], decided: Decided) -> dict[str, Role]:
    return {one.path: decided.role[one.name] for one in found if one.name in decided.role}


def test_folders_within_others_are_the_persons_own_whatever_they_are_called() -> None:
    found = there(
        "INBOX", "INBOX.Archive.2019.Sent", "INBOX.Clients.Acme.Trash", "INBOX.Projects.Drafts", "INBOX.Sent",
        "INBOX.Trash", "INBOX.Drafts", "INBOX.Archive", delimiter=".",
    )  # fmt: skip
    wanted = {
        "INBOX": Role.INBOX, "INBOX.Sent": Role.SENT, "INBOX.Trash": Role.TRASH, "INBOX.Drafts": Role.DRAFTS,
        "INBOX.Archive": Role.ARCHIVE,
    }  # fmt: skip
    assert roles(found, COURIER) == wanted
    assert roles(list(reversed(found)), COURIER) == wanted
    # Dovecot with "/" and no prefix keeps them beside the inbox; some servers that say so keep them in it.
    assert roles(found, ROOT) == wanted


def test_a_nested_folder_alone_is_nothing() -> None:
    assert roles(there("INBOX", "Clients/Acme/Trash", "2019/Sent")) == {"INBOX": Role.INBOX}


def test_what_the_server_says_comes_before_every_name() -> None:
    found = there("INBOX", "Trash", "Sent", **{"Work/Bin": "\\Trash", "Gesendet": "\\HasNoChildren \\Sent"})
    assert roles(found) == {"INBOX": Role.INBOX, "Work/Bin": Role.TRASH, "Gesendet": Role.SENT}


def test_what_cannot_be_opened_or_is_somebody_elses_is_for_nothing() -> None:
    found = there(
        "INBOX", "shared/bo/Trash", Trash="\\Noselect", Sent="\\NonExistent \\Sent", **{"shared/Junk": "\\Junk"}
    )
    assert roles(found, Spaces(("",), ("shared/",))) == {"INBOX": Role.INBOX}


def test_where_two_would_do_the_person_is_asked() -> None:
    found = there("INBOX", "Trash", "Deleted Items", "Sent")
    decided = decide(found, ROOT, {}, {})
    assert named(found, decided) == {"INBOX": Role.INBOX, "Sent": Role.SENT}
    assert decided.maybe == {b"Trash": Role.TRASH, b"Deleted Items": Role.TRASH}


def test_what_was_it_before_stays_when_another_program_makes_its_own() -> None:
    found = there("INBOX", "Trash", "Deleted Items")
    assert roles(found, before={b"Trash": Role.TRASH}) == {"INBOX": Role.INBOX, "Trash": Role.TRASH}


def test_of_two_that_the_server_names_the_one_that_is_called_so_is_it() -> None:
    found = there("INBOX", **{"Trash": "\\Trash", "Old/Rubbish": "\\Trash"})
    assert roles(found)["Trash"] is Role.TRASH
    both = there("INBOX", **{"Rubbish": "\\Trash", "Garbage": "\\Trash"})
    assert set(decide(both, ROOT, {}, {}).maybe.values()) == {Role.TRASH}


def test_what_the_person_said_stands_against_server_and_names() -> None:
    found = there("INBOX", "Rubbish", "Archive", Trash="\\Trash")
    chosen = {b"Rubbish": Role.TRASH, b"Archive": Role.OTHER}
    assert roles(found, chosen=chosen) == {
        "INBOX": Role.INBOX, "Rubbish": Role.TRASH, "Archive": Role.OTHER
    }  # fmt: skip


def test_beside_a_folder_of_all_mail_one_called_archive_is_a_label() -> None:
    found = there("INBOX", "Archive", **{"[Gmail]/All Mail": "\\All", "[Gmail]": "\\Noselect"})
    assert roles(found) == {"INBOX": Role.INBOX, "[Gmail]/All Mail": Role.ALL}


def test_gmail_without_uses_is_known_by_its_names() -> None:
    found = there(
        "INBOX", "[Gmail]/Papierkorb", "[Gmail]/Gesendet", "[Gmail]/Entw&APw-rfe", **{"[Gmail]": "\\Noselect"}
    )
    assert set(roles(found).values()) == {Role.INBOX, Role.TRASH, Role.SENT, Role.DRAFTS}


def test_a_use_of_their_own_keeps_a_name_from_counting() -> None:
    assert roles(there("INBOX", Sent="\\Important")) == {"INBOX": Role.INBOX}


EXCHANGE = {
    "German": ("Gesendete Elemente", "Entwürfe", "Gelöschte Elemente", "Junk-E-Mail", "Archiv"),
    "French": ("Éléments envoyés", "Brouillons", "Éléments supprimés", "Courrier indésirable", "Archive"),
    "Spanish": ("Elementos enviados", "Borradores", "Elementos eliminados", "Correo no deseado", "Archivo"),
    "Italian": ("Posta inviata", "Bozze", "Posta eliminata", "Posta indesiderata", "Archivio"),
    "Portuguese": ("Itens Enviados", "Rascunhos", "Itens Excluídos", "Lixo Eletrônico", "Arquivo Morto"),
    "Dutch": ("Verzonden items", "Concepten", "Verwijderde items", "Ongewenste e-mail", "Archief"),
    "Danish": ("Sendt post", "Kladder", "Slettet post", "Uønsket mail", "Arkiv"),
    "Norwegian": ("Sendte elementer", "Kladd", "Slettede elementer", "Søppelpost", "Arkiv"),
    "Swedish": ("Skickat", "Utkast", "Borttaget", "Skräppost", "Arkiv"),
    "Finnish": ("Lähetetyt", "Luonnokset", "Poistetut", "Roskaposti", "Arkisto"),
    "Polish": ("Elementy wysłane", "Wersje robocze", "Elementy usunięte", "Wiadomości-śmieci", "Archiwum"),
    "Czech": ("Odeslaná pošta", "Koncepty", "Odstraněná pošta", "Nevyžádaná pošta", "Archiv"),
    "Slovak": ("Odoslaná pošta", "Koncepty", "Odstránená pošta", "Nevyžiadaná pošta", "Archív"),
    "Hungarian": ("Elküldött elemek", "Piszkozatok", "Törölt elemek", "Levélszemét", "Archívum"),
    "Romanian": ("Elemente trimise", "Ciorne", "Elemente șterse", "E-mail nedorit", "Arhivă"),
    "Bulgarian": ("Изпратени", "Чернови", "Изтрити", "Нежелана поща", "Архив"),
    "Russian": ("Отправленные", "Черновики", "Удаленные", "Нежелательная почта", "Архив"),
    "Ukrainian": ("Надіслані", "Чернетки", "Видалені", "Небажана пошта", "Архів"),
    "Greek": ("Απεσταλμένα", "Πρόχειρα", "Διαγραμμένα", "Ανεπιθύμητη αλληλογραφία", "Αρχείο"),
    "Turkish": ("Gönderilmiş Öğeler", "Taslaklar", "Silinmiş Öğeler", "Önemsiz E-posta", "Arşiv"),
    "Croatian": ("Poslano", "Skice", "Izbrisane stavke", "Bezvrijedna pošta", "Arhiva"),
    "Slovenian": ("Poslano", "Osnutki", "Izbrisano", "Neželena pošta", "Arhiv"),
    "Serbian": ("Послато", "Нацрти", "Избрисане ставке", "Нежељена пошта", "Архива"),
    "Estonian": ("Saadetud", "Mustandid", "Kustutatud", "Rämpspost", "Arhiiv"),
    "Latvian": ("Nosūtītie vienumi", "Melnraksti", "Izdzēstie", "Nevēlamais e-pasts", "Arhīvs"),
    "Lithuanian": ("Išsiųsti", "Juodraščiai", "Panaikinti elementai", "Nepageidaujamas el. paštas", "Archyvas"),
    "Japanese": ("送信済みアイテム", "下書き", "削除済みアイテム", "迷惑メール", "アーカイブ"),
    "Chinese": ("已发送邮件", "草稿", "已删除邮件", "垃圾邮件", "存档"),
    "Traditional Chinese": ("寄件備份", "草稿", "刪除的郵件", "垃圾郵件", "封存"),
    "Korean": ("보낸 편지함", "임시 보관함", "지운 편지함", "정크 메일", "보관함"),
    "Arabic": ("العناصر المرسلة", "مسودات", "العناصر المحذوفة", "البريد الإلكتروني غير الهام", "أرشيف"),
    "Hebrew": ("פריטים שנשלחו", "טיוטות", "פריטים שנמחקו", "דואר זבל", "ארכיון"),
    "Thai": ("รายการที่ถูกส่ง", "แบบร่าง", "รายการที่ถูกลบ", "อีเมลขยะ", "ที่เก็บถาวร"),
    "Vietnamese": ("Mục đã Gửi", "Thư nháp", "Mục đã Xóa", "Thư rác", "Lưu trữ"),
    "Indonesian": ("Item Terkirim", "Draf", "Item Dihapus", "Email Sampah", "Arsip"),
    "Catalan": ("Elements enviats", "Esborranys", "Elements suprimits", "Correu brossa", "Arxiu"),
    "Hindi": ("भेजे गए आइटम", "ड्राफ़्ट", "हटाए गए आइटम", "जंक ई-मेल", "संग्रह"),
}


@pytest.mark.parametrize("names", EXCHANGE.values(), ids=EXCHANGE)
def test_exchange_in_every_language_is_understood(names: tuple[str, ...]) -> None:
    found = there("INBOX", "Outbox", "Journal", *names)
    wanted = (Role.SENT, Role.DRAFTS, Role.TRASH, Role.JUNK, Role.ARCHIVE)
    assert roles(found) == {"INBOX": Role.INBOX, **dict(zip(names, wanted, strict=True))}
