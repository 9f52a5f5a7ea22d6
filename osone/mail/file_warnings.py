"""What a file would do, by its name, where that is more than to be looked at: it runs, or poses as another kind."""

from osone.text.catalogue import _

_RUNS = frozenset((
    "ade", "adp", "apk", "app", "appimage", "appref-ms", "application", "appx", "bash", "bat", "cab", "chm",
    "class", "cmd", "com", "command", "cpl", "csh", "deb", "desktop", "diagcab", "dll", "dmg", "exe", "flatpak",
    "gadget", "hlp", "hta", "htc", "inf", "ins", "iso", "img", "isp", "jar", "jnlp", "js", "jse", "ksh", "lnk",
    "mde", "msc", "msh", "msi", "msix", "msp", "mst", "ocx", "osx", "pif", "pkg", "pl", "ps1", "ps1xml", "psc1",
    "psd1", "psm1", "py", "pyc", "pyw", "rb", "reg", "rpm", "run", "scf", "scpt", "scr", "sct", "settingcontent-ms",
    "sh", "shb", "shs", "snap", "sys", "terminal", "url", "vb", "vbe", "vbs", "vhd", "vhdx", "workflow", "ws",
    "wsc", "wsf", "wsh", "xbap", "xll", "xpi", "zsh",
    # Documents that bring their own programs.
    "docm", "dotm", "pptm", "potm", "ppam", "ppsm", "sldm", "xlam", "xlsb", "xlsm", "xltm",
))  # fmt: skip
"""Endings of what runs on some system when it is opened."""
_PAGES = frozenset(("htm", "html", "mht", "mhtml", "shtml", "svg", "xhtml", "xht"))
"""Endings of what a browser opens, which may ask for a password in another's name."""
READ = frozenset((
    "avi", "bmp", "csv", "doc", "docx", "eml", "gif", "heic", "ics", "jpeg", "jpg", "m4a", "md", "mov", "mp3",
    "mp4", "msg", "odp", "ods", "odt", "pages", "pdf", "png", "ppt", "pptx", "rar", "rtf", "tif", "tiff", "txt",
    "wav", "webp", "xls", "xlsx", "xml", "zip", "7z",
))  # fmt: skip
"""Endings that people take for something to be looked at."""


_LOOKED = 4096
_PROGRAMS = (b"mz", b"\x7felf", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"[desktop entry]")
"""How programs of Windows, Linux, macOS and Java begin, and what starts one, in small letters."""
_MARKUP = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<body", b"<head")
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"), b"Basic/script-lc.xml")
"""Names inside of documents of Office (new, old) and of OpenDocument that hold macros."""


def warning(name: str) -> str:
    """A few words about a file of this name that is not what it looks like, or that runs; else empty."""
    parts = [part.strip().lower() for part in name.split(".")]
    end, poses = parts[-1], parts[-2] if len(parts) > 2 and parts[-2] in READ else ""
    if len(parts) < 2:
        return ""
    if end in _RUNS and poses:
        return _("a program that poses as a {kind} file", kind=poses.upper())
    if end in _RUNS:
        return _("this file can run programs")
    if end in _PAGES and poses:
        return _("a web page that poses as a {kind} file", kind=poses.upper())
    return ""


def risk(name: str, data: bytes) -> str:
    """The same for a file that is to be opened, by its bytes too; a web page is named as one."""
    if said := warning(name):
        return said
    end = name.rpartition(".")[2].strip().lower() if "." in name else ""
    begins = data[:_LOOKED].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith(_PROGRAMS) or (end not in READ and begins.startswith(b"#!")):
        return _("this file is a program, whatever it is called")
    if end in _PAGES or (end not in READ and begins.startswith(_MARKUP)):
        return _("this web page can load things from the internet, and ask for a password in another's name")
    if any(sign in data for sign in _MACROS) and data.startswith((_ZIP, _COMPOUND)):
        return _("this document brings macros, which are programs")
    return ""
