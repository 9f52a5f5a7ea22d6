"""What a folder is for by its name: the names that mail programs and servers give theirs, in many languages."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from osone.model.mail import Role
from osone.text.catalogue import N_

SEVERAL: Mapping[Role, str] = {
    Role.SENT: N_("Several folders could be for sent mail: {folders}."),
    Role.DRAFTS: N_("Several folders could be for drafts: {folders}."),
    Role.ARCHIVE: N_("Several folders could be the archive: {folders}."),
    Role.TRASH: N_("Several folders could be the trash: {folders}."),
    Role.JUNK: N_("Several folders could be for junk mail: {folders}."),
}
"""What is said where more than one would do, to be chosen among."""

SENT = """
Sent | Sent Items | Sent Messages | Sent Mail | Sent Email | Sent Objects
Gesendet | Gesendete | Gesendete Elemente | Gesendete Objekte | Gesendete Nachrichten | Gesendete Mails
Gesendete E-Mails
Envoyés | Envoyé | Éléments envoyés | Messages envoyés | Courrier envoyé | Courriers envoyés | Objets envoyés
Enviados | Enviado | Elementos enviados | Mensajes enviados | Correo enviado | Correos enviados
Inviati | Inviata | Inviate | Posta inviata | Elementi inviati | Messaggi inviati | Oggetti inviati
Itens enviados | E-mails enviados | Mensagens enviadas | Enviadas | Correio enviado | Correio enviadas
Verzonden | Verzonden items | Verzonden berichten | Verzonden objecten | Verzonden e-mail | Verstuurd
Sendt | Sendt post | Sendte | Sendte elementer | Sendte beskeder | Sendt e-post | Sendte meldinger | Sende elementer
Skickat | Skickade | Skickade objekt | Skickade meddelanden | Skickad post
Lähetetyt | Lähetetyt kohteet | Lähetetyt viestit
Sendir hlutir | Sendur póstur
Wysłane | Elementy wysłane | Wiadomości wysłane | Wysłane wiadomości | Wysłane elementy | Poczta wysłana
Odeslané | Odeslaná pošta | Odeslaná | Odeslané položky | Odeslané zprávy
Odoslané | Odoslaná pošta | Odoslané položky | Odoslané správy
Elküldött | Elküldött elemek | Elküldött üzenetek | Elküldött levelek | Küldött | Küldött üzenetek | Küldöttek
Trimise | Elemente trimise | Mesaje trimise | Poștă trimisă
Изпратени | Изпратени елементи | Изпратена поща | Изпратени писма
Отправленные | Отправлено | Отправленные элементы | Отправленные сообщения | Отправленные письма
Надіслані | Надіслано | Надіслані елементи | Надіслана пошта | Відправлені | Відправлено | Відправлені листи
Дасланыя | Адпраўленыя | Адпраўлена
Απεσταλμένα | Σταλμένα | Απεσταλμένα στοιχεία | Απεσταλμένα μηνύματα
Gönderilmiş | Gönderilmiş Öğeler | Gönderilmiş Postalar | Gönderilmiş Mesajlar | Gönderilmiş İletiler
Gönderilen | Gönderilenler | Gönderilen Öğeler | Gönderilen Postalar | Giden Postalar
Poslano | Poslane stavke | Poslane poruke | Poslana pošta | Poslato | Poslate | Poslate stavke | Poslate poruke
Poslani elementi | Poslani predmeti | Poslana sporočila
Послато | Послате | Послате ставке | Послате поруке | Пратени | Пратени пораки | Пратени ставки
Saadetud | Saadetud üksused | Saadetud kirjad
Nosūtīts | Nosūtītie | Nosūtītie vienumi | Nosūtītās | Nosūtītās ziņas
Išsiųsta | Išsiųsti | Išsiųstieji | Išsiųsti laiškai | Nusiųsti elementai | Išsiųsti elementai
送信済み | 送信済みアイテム | 送信済みメール | 送信済みトレイ | 送信済みメッセージ | 送信控え
已发送 | 已发送邮件 | 已发邮件 | 已发送的邮件 | 已发送项目 | 已寄出 | 已传送
寄件備份 | 寄件備份匣 | 寄件备份 | 寄件夾 | 已傳送 | 已寄郵件 | 已傳送的郵件 | 已傳送的項目 | 已傳送郵件
보낸 편지함 | 보낸 메일함 | 보낸 메일 | 보낸 항목 | 보낸 메시지
المرسل | المرسلة | مرسلة | البريد المرسل | العناصر المرسلة | الرسائل المرسلة
נשלח | נשלחו | פריטים שנשלחו | דואר שנשלח | הודעות שנשלחו
ارسال شده | موارد ارسال شده | فرستاده شده | پیام‌های ارسالی | پیام‌های ارسال شده
भेजे गए | भेजा गया | भेजी गई | भेजे गए आइटम | भेजे गए मेल | भेजी गई मेल | प्रेषित | प्रेषित आइटम
প্রেরিত | পাঠানো | পাঠানো আইটেম | அனுப்பியவை | அனுப்பிய உருப்படிகள் | పంపినవి | ಕಳುಹಿಸಲಾಗಿದೆ
รายการที่ถูกส่ง | รายการที่ส่ง | รายการที่ส่งแล้ว | ส่งแล้ว | จดหมายที่ส่ง | จดหมายที่ส่งแล้ว | ข้อความที่ส่ง
Đã gửi | Mục đã gửi | Thư đã gửi | Các mục đã gửi | Tin nhắn đã gửi
Terkirim | Item Terkirim | Pesan Terkirim | Surat Terkirim | Dihantar | Item Dihantar | Mel Dihantar
Enviats | Elements enviats | Missatges enviats | Correu enviat
Bidalita | Bidalitakoak | Bidalitako elementuak | Bidalitako mezuak
Të dërguar | Të dërguara | Të dërguarat | Anfonwyd | Eitemau a Anfonwyd | Seolta | Míreanna seolta | Senditaj
გაგზავნილი | გაგზავნილები | Ուղարկված | Ուղարկվածներ | Жіберілген | Жіберілгендер | Göndərilmiş | Göndərilənlər
Naipadala | Mga Naipadalang Item | Zilizotumwa | Gestuurde items | Gestuur | Илгээсэн | Yuborilgan
"""
DRAFTS = """
Drafts | Draft | Draft Messages
Entwürfe | Entwurf
Brouillons | Brouillon
Borradores | Borrador
Bozze | Bozza
Rascunhos | Rascunho
Concepten | Concept | Klad | Kladden
Kladder | Kladde | Kladd | Utkast | Udkast
Luonnokset | Luonnos
Drög
Wersje robocze | Kopie robocze | Robocze | Szkice
Koncepty | Koncept | Rozepsané | Rozepsaná pošta | Rozepsané zprávy | Rozpísané | Rozpracované
Piszkozatok | Piszkozat | Vázlatok
Ciorne | Ciornă | Schițe
Чернови | Чернова
Черновики | Черновик
Чернетки | Чарнавікі
Πρόχειρα | Πρόχειρο
Taslaklar | Taslak
Skice | Nacrti | Predlošci | Osnutki
Нацрти | Нацрт | Радне верзије | Непратени
Mustandid | Mustand
Melnraksti | Uzmetumi
Juodraščiai | Juodraštis
下書き | 下書きトレイ | 下書きメール | ドラフト
草稿 | 草稿箱 | 草稿匣 | 草稿夹 | 草稿夾
임시 보관함 | 임시 보관 | 초안 | 임시 저장함
المسودات | مسودات | مسودة
טיוטות | טיוטה
پیش‌نویس | پیش‌نویس‌ها | پیشنویسها
ड्राफ़्ट | ड्राफ्ट | मसौदे | प्रारूप | ड्राफ़्ट्स
খসড়া | খসড়াগুলি | வரைவுகள் | చిత్తుప్రతులు
ร่างจดหมาย | จดหมายร่าง | กล่องจดหมายร่าง | แบบร่าง | ฉบับร่าง | ร่าง
Thư nháp | Bản nháp | Nháp
Draf | Konsep
Esborranys | Zirriborroak | Rascuños | Skica | Draftet | Drafftiau | Dréachtaí | Malnetoj
მონახაზები | დროებითი | შავი ვარიანტები | Սևագրեր | Жобалар | Қаралама | Қаралама хаттар | Qaralamalar | Qaralama
Mga Draft | Rasimu | Konsepte | Ноорог | Qoralamalar
"""
TRASH = """
Trash | Deleted | Deleted Items | Deleted Messages | Deleted Mail | Deleted Objects | Bin | Wastebasket | Trash Can
Papierkorb | Gelöscht | Gelöschte | Gelöschte Elemente | Gelöschte Objekte | Gelöschte Nachrichten | Gelöschte E-Mails
Corbeille | Éléments supprimés | Messages supprimés | Supprimés | Courrier supprimé | Objets supprimés | Poubelle
Papelera | Papelera de reciclaje | Elementos eliminados | Mensajes eliminados | Eliminados | Correo eliminado | Borrados
Cestino | Posta eliminata | Elementi eliminati | Messaggi eliminati | Eliminati | Eliminata
Lixeira | Lixo | Itens excluídos | Excluídos | Mensagens excluídas | Itens eliminados | Itens apagados | Apagados
Caixote do Lixo | Reciclagem | Correio eliminado
Prullenbak | Prullenmand | Verwijderde items | Verwijderd | Verwijderde berichten | Verwijderde objecten
Papirkurv | Papirkurven | Slettet | Slettet post | Slettede elementer | Slettede | Slettede beskeder
Slettede meldinger
Slettet e-post | Slettede objekter | Slettede meddelelser | Sletta
Papperskorg | Papperskorgen | Borttaget | Borttagna | Borttagna objekt | Borttagna meddelanden | Raderat
Raderade objekt
Roskakori | Poistetut | Poistetut kohteet | Poistetut viestit
Rusl | Eytt | Eytt atriði | Eyddir hlutir
Kosz | Elementy usunięte | Usunięte | Usunięte elementy | Usunięte wiadomości | Wiadomości usunięte
Koš | Odstraněná pošta | Odstraněné | Odstraněné položky | Odstraněné zprávy | Smazané | Smazaná pošta | Vymazané
Kôš | Odstránené | Odstránené položky | Odstránená pošta | Zmazané | Odpadkový kôš | Odpadkový koš
Kuka | Törölt | Törölt elemek | Törölt üzenetek | Törölt levelek | Lomtár | Szemetes
Gunoi | Elemente șterse | Șterse | Mesaje șterse | Coș | Coș de gunoi | Coșul de gunoi
Кошче | Изтрити | Изтрити елементи | Изтрити писма
Корзина | Удалённые | Удалённые элементы | Удалённые сообщения | Удалённые письма | Удалено
Кошик | Видалені | Видалені елементи | Видалено | Видалені листи | Смітник
Сметніца | Выдаленыя | Кошык
Κάδος | Κάδος απορριμμάτων | Κάδος απορριμάτων | Διαγραμμένα | Διαγραμμένα στοιχεία | Διαγραμμένα μηνύματα | Απορρίμματα
Κάδος ανακύκλωσης
Çöp | Çöp Kutusu | Silinmiş | Silinmiş Öğeler | Silinmiş Postalar | Silinmiş İletiler | Silinenler | Silinen Öğeler
Smeće | Kanta | Kanta za smeće | Izbrisano | Izbrisane stavke | Izbrisane poruke | Obrisano | Obrisane stavke | Korpa
Smeti | Izbrisani elementi | Izbrisana pošta | Izbrisani predmeti | Izbrisana sporočila
Смеће | Корпа | Канта | Избрисано | Избрисане ставке | Обрисано | Обрисане ставке | Избришани | Избришани ставки
Prügikast | Kustutatud | Kustutatud üksused | Kustutatud kirjad
Papīrgrozs | Atkritne | Miskaste | Dzēstie | Dzēstie vienumi | Izdzēstie | Izdzēstie vienumi
Šiukšlinė | Šiukšliadėžė | Panaikinti elementai | Ištrinti | Ištrinti elementai | Ištrinti laiškai
ゴミ箱 | ごみ箱 | トラッシュ | 削除済み | 削除済みアイテム | 削除済みメール | 削除済みメッセージ
已删除 | 已删除邮件 | 已删除的邮件 | 已删除项目 | 废件箱 | 回收站 | 废纸篓
垃圾桶 | 刪除的郵件 | 刪除的項目 | 已刪除 | 已刪除的郵件 | 已刪除的項目 | 已刪除郵件 | 回收筒 | 資源回收筒
휴지통 | 지운 편지함 | 지운 메일함 | 삭제된 항목 | 삭제된 메일 | 삭제한 편지함 | 지운 항목
المهملات | سلة المهملات | المحذوفة | محذوفة | العناصر المحذوفة | البريد المحذوف | الرسائل المحذوفة
אשפה | סל אשפה | סל האשפה | פריטים שנמחקו | דואר שנמחק | הודעות שנמחקו | נמחק | נמחקו
زباله‌دان | سطل زباله | حذف شده | موارد حذف شده | پیام‌های حذف شده
ट्रैश | रद्दी | हटाए गए | हटाए गए आइटम | हटाए गए मेल | कचरा | कूड़ेदान
ডাস্টবিন | ট্র্যাশ | মুছে ফেলা আইটেম | குப்பை | நீக்கிய உருப்படிகள் | చెత్త | ಅನುಪಯುಕ್ತ
ถังขยะ | รายการที่ถูกลบ | รายการที่ลบ | รายการที่ลบแล้ว | จดหมายที่ถูกลบ | ข้อความที่ลบ
Thùng rác | Đã xóa | Đã xoá | Mục đã xóa | Mục đã xoá | Thư đã xóa | Các mục đã xóa
Sampah | Tempat Sampah | Tong Sampah | Item Dihapus | Item yang Dihapus | Terhapus | Surat Terhapus | Item Dipadam
Paperera | Elements suprimits | Elements eliminats | Eliminats | Suprimits
Zakarrontzia | Ezabatutakoak | Ezabatutako elementuak | Papeleira
Koshi | Hedhurina | Të fshirë | Të fshira | Sbwriel | Eitemau wedi'u Dileu | Bruscar | Bosca bruscair
Míreanna scriosta
სანაგვე | წაშლილი | წაშლილები | Աղբարկղ | Ջնջված | Жойылған | Жойылғандар | Себет | Səbət | Silinənlər | Zibil qutusu
Basurahan | Taka | Asblik | Geskrapte items | Хогийн сав | Savat | Rubujo
"""
JUNK = """
Junk | Junk E-mail | Junk Mail | Junkmail | Spam | Spam Mail | Spambox | Spamfolder | Bulk | Bulk Mail | Unwanted
Junk-E-Mails | Spamverdacht | Unerwünscht | Unerwünschte E-Mails | Unerwünschte Mails | Spam-Ordner
Courrier indésirable | Indésirables | Indésirable | Pourriel | Pourriels | Messages indésirables | Éléments indésirables
Correo no deseado | No deseado | No deseados | Correo basura | Correo electrónico no deseado
Posta indesiderata | Indesiderata | Indesiderati | Posta spazzatura
Lixo eletrônico | Lixo eletrónico | Lixo electrónico | Correio eletrónico não solicitado
Correio electrónico não solicitado
E-mail de lixo | Correio não solicitado | Correio indesejado | E-mails indesejados
Ongewenste e-mail | Ongewenste mail | Ongewenst | Ongewenste reclame | Reclame
Uønsket post | Uønsket | Uønsket mail | Uønsket e-mail | Uønsket e-post | Søppelpost | Søppel | Søppel-e-post
Useriøs e-post
Skräppost | Skräp | Skräpmejl | Oönskat
Roskaposti | Roskapostit
Ruslpóstur
Wiadomości-śmieci | Niechciane | Wiadomości niechciane | Śmieci
Nevyžádaná pošta | Nevyžádaná | Nevyžádané | Nevyžiadaná pošta | Nevyžiadaná | Nevyžiadané
Levélszemét | Kéretlen | Kéretlen levelek | Szemét
E-mail nedorit | Nedorite | Mesaje nedorite | Poștă nedorită | Corespondență nedorită
Нежелана поща | Нежелани | Спам
Нежелательная почта | Нежелательные | Нежелательные сообщения | Небажана пошта | Небажані | Небажані листи
Непажаданая пошта | Непажаданыя
Ανεπιθύμητη αλληλογραφία | Ανεπιθύμητη | Ανεπιθύμητα | Ανεπιθύμητα μηνύματα | Ενοχλητική αλληλογραφία
Önemsiz | Önemsiz E-posta | Önemsiz Posta | Gereksiz | Gereksiz E-posta | Gereksiz Posta | Gereksiz İletiler
İstenmeyen | İstenmeyen Posta | İstenmeyen E-posta
Bezvrijedna pošta | Neželjena pošta | Neželjena e-pošta | Neželjeno | Neželena pošta | Neželena e-pošta | Neželeno
Neželena sporočila | Vsiljena pošta
Нежељена пошта | Нежељено | Непожељна пошта | Несакана пошта | Ѓубре
Rämpspost | Rämps | Rämpskirjad
Nevēlamais e-pasts | Nevēlams | Nevēlamās | Mēstules | Surogātpasts
Nepageidaujamas el. paštas | Nepageidaujamas paštas | Nepageidaujami | Brukalas | Šlamštas
迷惑メール | 迷惑メールフォルダ | 迷惑メールフォルダー | スパム
垃圾邮件 | 垃圾邮件箱 | 广告邮件 | 垃圾郵件 | 垃圾電郵 | 垃圾信件 | 垃圾郵件匣 | 廣告信件
정크 메일 | 정크 메일함 | 정크 이메일 | 스팸 | 스팸 메일 | 스팸 메일함 | 스팸 편지함
البريد العشوائي | البريد غير الهام | البريد الإلكتروني غير الهام | البريد الإلكتروني العشوائي | بريد مزعج
البريد المزعج
غير المرغوب | غير مرغوب فيه | البريد غير المرغوب فيه | الرسائل غير المرغوب فيها | رسائل غير مرغوب فيها
דואר זבל | זבל | ספאם | דואר אלקטרוני זבל
هرزنامه | ایمیل هرز | نامه‌های ناخواسته | اسپم | بنجل
स्पैम | जंक | जंक ईमेल | जंक ई-मेल | जंक मेल
স্প্যাম | আজেবাজে মেইল | জাঙ্ক ইমেল | எரிதம் | ஸ்பேம் | స్పామ్ | ಸ್ಪ್ಯಾಮ್
อีเมลขยะ | จดหมายขยะ | กล่องจดหมายขยะ | เมลขยะ | สแปม
Thư rác | Email rác | E-mail rác | Thư điện tử rác
Email Sampah | Surel Sampah | Surat Sampah | E-mel Sarap | E-mel Remeh | Mel Sarap | Sarap
Correu brossa | Correu no desitjat | Brossa | Zabor-posta | Zaborra | Correo lixo | Correo non desexado
Postë e padëshiruar | Të pavlerë | Sothach | E-bost Sothach | Dramhphost | Dramhaíl | Turscar | Spamujo
სპამი | უსარგებლო ფოსტა | Սպամ | Թափոն | Қажетсіз пошта | Istənməyən məktublar | Arzuolunmaz e-poçt | Gemorspos
"""
ARCHIVE = """
Archive | Archives | Archived | Archived Items
Archiv | Archive | Archiviert | Archivierte Elemente
Archivés | Éléments archivés | Boîte d'archivage
Archivo | Archivos | Archivado | Archivados
Archivio | Archivi | Archiviati | Archiviata
Arquivo | Arquivos | Arquivo morto | Arquivados | Arquivadas
Archief | Archieven | Gearchiveerd
Arkiv | Arkiver | Arkiverede | Arkivert | Arkiverte | Arkiverat | Arkiverade
Arkisto | Arkistot | Arkistoidut
Geymsla | Skjalasafn
Archiwum | Archiwa | Zarchiwizowane
Archivy | Archivované | Archív | Archívy
Archívum | Archivált
Arhivă | Arhive | Arhivate
Архив | Архиви | Архивы | Архивирани | Архів | Архіви | Архіў
Αρχείο | Αρχεία | Αρχειοθήκη | Αρχειοθετημένα
Arşiv | Arşivler | Arşivlenmiş | Arşivlenenler
Arhiva | Arhiv | Arhivirano | Архива
Arhiiv | Arhiivid | Arhīvs | Arhīvi | Archyvas | Archyvai | Archyvuoti
アーカイブ | アーカイブ済み
存档 | 归档 | 归档邮件 | 存檔 | 封存 | 封存檔 | 封存郵件 | 已封存
보관함 | 보관 | 보관 편지함 | 아카이브
الأرشيف | أرشيف
ארכיון
بایگانی | بایگانی‌ها | آرشیو
पुरालेख | संग्रह | संग्रहीत | आर्काइव
আর্কাইভ | காப்பகம்
ที่เก็บถาวร | เก็บถาวร | คลังเก็บ | เอกสารถาวร
Lưu trữ | Kho lưu trữ
Arsip | Arkib
Arxiu | Arxius | Arxivats | Artxiboa | Artxiboak | Artxibatuta
Arkivi | Archif | Archifau | Cartlann
არქივი | Արխիվ | Мұрағат | Arxiv | Argief
"""
# One purpose a table, a line a language or a few that are near.


def _folded(name: str) -> str:
    """A name without case, marks, blanks and signs: programs write one name in many ways."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(c for c in plain if c.isalnum()).replace("ı", "i").replace("ς", "σ")


@cache
def _table() -> Mapping[str, Role]:
    texts = {Role.SENT: SENT, Role.DRAFTS: DRAFTS, Role.TRASH: TRASH, Role.JUNK: JUNK, Role.ARCHIVE: ARCHIVE}
    return {
        folded: role
        for role, text in texts.items()
        for line in text.split("\n")
        for name in line.split("|")
        if (folded := _folded(name))
    }


def role_of_name(name: str) -> Role:
    """What a folder of this name is for; ``OTHER`` where the name says nothing. The last part of a path, not all."""
    return _table().get(_folded(name), Role.OTHER)
