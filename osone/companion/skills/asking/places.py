"""What time it is elsewhere: places by the names of the zones that this machine knows, and a few others' names."""

import zoneinfo
from functools import cache

from osone.queries.asking import fold

_ALSO = """
America/New_York: nyc, boston, washington, washington dc, miami, philadelphia, atlanta, usa east coast, east coast
America/Los_Angeles: la, san francisco, seattle, california, las vegas, san diego, west coast, silicon valley
America/Chicago: texas, houston, dallas, austin
America/Denver: colorado, utah
America/Toronto: canada, ottawa, montreal
America/Mexico_City: mexico
America/Sao_Paulo: brazil, rio, rio de janeiro
America/Argentina/Buenos_Aires: argentina
America/Santiago: chile
Europe/London: england, uk, united kingdom, britain, great britain, scotland, wales, manchester, edinburgh, gmt
Europe/Dublin: ireland
Europe/Lisbon: portugal, porto
Europe/Madrid: spain, barcelona, valencia
Europe/Paris: france, lyon, marseille
Europe/Berlin: germany, munich, hamburg, cologne, frankfurt
Europe/Zurich: switzerland, geneva, basel, bern
Europe/Vienna: austria
Europe/Rome: italy, milan, venice, florence, naples
Europe/Stockholm: sweden, malmo, gothenburg
Europe/Oslo: norway, bergen
Europe/Copenhagen: denmark, aarhus
Europe/Helsinki: finland
Europe/Warsaw: poland, krakow
Europe/Prague: czech republic, czechia
Europe/Amsterdam: netherlands, holland, rotterdam
Europe/Brussels: belgium
Europe/Athens: greece
Europe/Moscow: russia
Europe/Kyiv: ukraine, kiev
Europe/Istanbul: turkey
Africa/Cairo: egypt
Africa/Johannesburg: south africa, cape town
Africa/Lagos: nigeria
Africa/Nairobi: kenya
Asia/Dubai: emirates, abu dhabi
Asia/Jerusalem: israel, tel aviv
Asia/Kolkata: india, delhi, new delhi, mumbai, bangalore, chennai
Asia/Shanghai: china, beijing, shenzhen
Asia/Tokyo: japan, osaka, kyoto
Asia/Seoul: korea, south korea
Asia/Bangkok: thailand
Asia/Ho_Chi_Minh: vietnam, hanoi, saigon
Asia/Jakarta: indonesia
Asia/Manila: philippines
Australia/Sydney: canberra
Pacific/Auckland: new zealand, wellington
Pacific/Honolulu: hawaii
"""


def zone_of(place: str) -> str:
    """The name of the zone that a place is in; empty where it is not known."""
    return _zones().get(" ".join(fold(place).replace(".", "").split()).removeprefix("the "), "")


@cache
def _zones() -> dict[str, str]:
    found: dict[str, str] = {}
    for zone in sorted(zoneinfo.available_timezones()):
        area, _, city = zone.rpartition("/")
        if area and not area.startswith(("Etc", "SystemV", "US", "Canada", "posix", "right")):
            found.setdefault(fold(city.replace("_", " ")), zone)
    for line in _ALSO.strip().splitlines():
        zone, _, names = line.partition(": ")
        found.update(dict.fromkeys(names.split(", "), zone))
    return found
