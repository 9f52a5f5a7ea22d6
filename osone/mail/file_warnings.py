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
