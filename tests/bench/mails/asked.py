"""What is searched for to hold two searches against each other: forty questions, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One search: as a person types it, as notmuch has it, and that without stemming where words are stemmed there."""

    ours: str
    notmuch: str
    exact: str = ""


QUESTIONS = (
    # Words, common and rare, alone and together.
    Question("meeting", "meeting", '"meeting"'),
    Question("perl", "perl", '"perl"'),
    Question("razor", "razor", '"razor"'),
    Question("python", "python", '"python"'),
    Question("invoice", "invoice", '"invoice"'),
    Question("kernel module", "kernel and module", '"kernel" and "module"'),
    Question("free money guarantee", "free and money and guarantee", '"free" and "money" and "guarantee"'),
    # Phrases.
    Question('"this mailing list"', '"this mailing list"'),
    Question('"open source"', '"open source"'),
    Question('"credit card"', '"credit card"'),
    # Fields.
    Question("from:guido", "from:guido"),
    Question("from:yahoo.com", "from:yahoo.com"),
    Question("from:tim.one@comcast.net", "from:tim.one@comcast.net"),
    Question('from:"Justin Mason"', 'from:"Justin Mason"'),
    Question("to:spamassassin-talk", "to:spamassassin-talk"),
    Question("to:fork@spamassassin.taint.org", "to:fork@spamassassin.taint.org"),
    Question('subject:"razor users"', 'subject:"razor users"'),
    Question("subject:mortgage rates", "subject:mortgage and rates", 'subject:"mortgage" and "rates"'),
    # Days.
    Question("list on:2002-09-10", "list and date:2002-09-10", '"list" and date:2002-09-10'),
    Question("linux after:2002-10-01 before:2002-11-01", "linux and date:2002-10-01..2002-10-31",
             '"linux" and date:2002-10-01..2002-10-31'),
    Question("after:2002-12-01 mozilla", "date:2002-12-01.. and mozilla", 'date:2002-12-01.. and "mozilla"'),
    Question("before:2002-03-01 list", "date:..2002-02-28 and list", 'date:..2002-02-28 and "list"'),
    # Files.
    Question("has:attachment", "tag:attachment"),
    Question("has:attachment patch", "tag:attachment and patch", 'tag:attachment and "patch"'),
    # What must not be there, and either of two.
    Question("java -script", "java and not script", '"java" and not "script"'),
    Question('wireless -"access point"', 'wireless and not "access point"', '"wireless" and not "access point"'),
    Question("from:tim -subject:re", "from:tim and not subject:re"),
    Question("debian OR redhat", "debian or redhat", '"debian" or "redhat"'),
    Question("gnome OR kde -subject:announce", "(gnome or kde) and not subject:announce",
             '("gnome" or "kde") and not subject:"announce"'),
    # Other letters.
    Question("Fahrländer", "Fahrländer", '"Fahrländer"'),
    Question("resume", "resume", '"resume"'),
    Question("système", "système", '"système"'),
    Question("광고", "광고", '"광고"'),
    Question("電子郵件", "電子郵件", '"電子郵件"'),
    # Numbers, addresses, signs within words.
    Question("2.4.18", "2.4.18", '"2.4.18"'),
    Question("1.800", "1.800", '"1.800"'),
    Question("listmaster@linux.ie -from:ilug", "listmaster@linux.ie and not from:ilug"),
    Question("e-mail", "e-mail", '"e-mail"'),
    Question("don't worry", "don't and worry", '"don\'t" and "worry"'),
    # Beginnings.
    Question("config* apt", "config* and apt", 'config* and "apt"'),
)  # fmt: skip
