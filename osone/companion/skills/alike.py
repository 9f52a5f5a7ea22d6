"""Words that go together: what is learnt of one of a group helps with the others, where a sentence's kind is told."""

from collections.abc import Mapping

_GROUPS = """
day: monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mondays \
tuesdays wednesdays thursdays fridays saturdays sundays weekday weekdays weekend weekends
near: today tomorrow tonight yesterday now later soon todays tomorrows
span: day days week weeks month months year years fortnight daily weekly monthly yearly annual
month: january february march april may june july august september october november december jan feb mar apr jun jul \
aug sep sept oct nov dec christmas easter halloween thanksgiving
number: one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred \
thousand half quarter 0 00 000 0000
ordinal: first second third fourth fifth sixth seventh tenth last next 0th 00th 0st 00st 0nd 00nd 0rd 00rd
clock: am pm a.m p.m o'clock oclock noon midnight morning afternoon evening night 0am 0pm 00am 00pm
unit: minute minutes hour hours second seconds min mins hrs
kin: mom mum mother dad father sister brother son daughter wife husband grandma grandmother grandpa grandfather aunt \
uncle cousin nephew niece parents kids family girlfriend boyfriend partner granny mam mama papa
other: friend friends boss manager colleague colleagues coworker roommate neighbour neighbor teacher landlord client \
team doctor lawyer accountant
name: john mary bob sarah mike michael david james anna ann jane tom peter paul susan alice joe jim sam george linda \
robert william emma laura lisa kate katie chris steve steven mark daniel dan matt matthew jack harry ben lucy emily \
amy rachel karen nancy betty helen maria jenny jennifer jessica kevin brian eric ryan adam alex andrew nick tim bill \
charlie oliver sophie henry martin simon julie diana carol anthony tony richard rick jason justin sandra sharon \
smith jones brown johnson williams miller
room: kitchen bedroom bathroom living hall hallway garage office lounge porch attic basement cellar toilet corridor \
landing upstairs downstairs bedrooms room rooms house home
light: light lights lamp lamps bulb bulbs lighting chandelier
dim: dim dimmer darker dimmed lower dull soften
bright: bright brighter brighten brightness intensity
colour: red blue green yellow pink purple orange white violet magenta color colour colors colours colourful shade
plug: plug plugs socket sockets outlet outlets wemo
vacuum: vacuum hoover roomba cleaner dust sweep mop clean cleaning carpet carpets floor floors
coffee: coffee espresso cappuccino latte brew mocha americano
dish: pizza sushi burger burgers curry noodles pasta sandwich tacos sandwiches kebab pad biryani fries salad wings \
burrito ramen steak
kitchen: chinese thai italian indian mexican japanese greek korean vietnamese
meal: dinner lunch breakfast supper brunch food meal
takeaway: takeaway takeout delivery deliver delivers delivered takeaways order ordered mcdonalds dominos kfc subway
cook: recipe recipes cook cooking bake baking boil fry roast ingredients oven grill cooked chef
grocery: milk eggs bread butter cheese apples bananas sugar tomatoes onions potatoes cereal juice flour chicken rice \
fish beef soup cake bacon vegetables fruit toilet paper
genre: rock jazz pop classical country rap hip hop blues metal folk reggae techno indie rnb disco punk
music: song songs music track tracks album albums artist singer band tune tunes playlist playlists sings
star: beatles madonna adele beyonce rihanna eminem coldplay queen metallica prince drake sheeran mozart beethoven
radio: radio station stations fm channel frequency
podcast: podcast podcasts episode episodes
book: audiobook audiobooks book books audible chapter novel narrator harry potter
game: game games chess sudoku hangman trivia quiz cards poker checkers solitaire scrabble monopoly tetris
likes: like love enjoy favourite favorite hate dislike favourites favorites rate rating thumbs
weather: rain raining rainy snow snowing snowy sunny umbrella temperature forecast weather windy cloudy storm stormy \
humid cold hot degrees jacket coat fog foggy humidity celsius fahrenheit outside warm chilly hail sunscreen
rail: train trains bus buses flight flights plane planes metro ferry tram
ticket: ticket tickets seat seats return fare booking
traffic: traffic congestion jam jams accident accidents road roads highway motorway commute delays rush
route: route directions drive driving far distance reach way get walk map
taxi: taxi cab uber lyft ride driver pickup cabs
social: facebook twitter tweet tweets instagram post status snapchat linkedin feed hashtag trending tweeted timeline \
complaint complain
money: dollar dollars euro euros pound pounds yen rupee rupees peso pesos currency exchange usd eur gbp inr franc \
francs rate conversion
stock: stock stocks share shares nasdaq dow market trading microsoft google tesla amazon ibm sony
price: price prices cost costs worth value much
maths: plus minus divided multiply multiplied sum square root percent equals calculate times + - * / = % divide \
subtract
place: restaurant restaurants shop shops store stores cafe bar bars pub pubs mall museum museums park parks hotel \
hotels pharmacy gas atm hospital gym bakery supermarket salon
close: nearby near nearest closest around local here area neighborhood neighbourhood town
happening: concert concerts event events festival festivals exhibition fair gig gigs happening
film: movie movies film films cinema theater theatre comedy thriller horror oscar
mail: email emails mail mails inbox gmail message messages e-mail emailed outlook
write: send write reply compose respond forward draft answer
subject: subject attachment attachments unread sender spam
contact: contact contacts phone number address birthday lives live work works
list: list lists todo to-do shopping grocery groceries item items
calendar: meeting meetings appointment appointments calendar schedule reminder reminders agenda anniversary dentist \
conference interview party birthday wedding
remind: remind reminds remember notify alert notification notifications forget
alarm: alarm alarms wake snooze
volume: volume louder quieter loud loudness sound speakers speaker softer
mute: mute muted unmute silent silence quiet
up: up increase raise higher turn more crank
down: down decrease reduce lower less
on: on start activate enable open switch begin
off: off stop cancel quit end shut disable deactivate kill cease
delete: delete remove clear erase cancel drop discard take cross
add: add create make new put set insert include
find: find show tell give list check look search see read display
city: london paris york tokyo berlin chicago boston moscow sydney rome madrid angeles francisco seattle delhi mumbai \
dubai edinburgh glasgow manchester beijing shanghai toronto vancouver dublin vienna amsterdam barcelona miami dallas \
houston denver atlanta la nyc
country: germany france spain india china japan america usa uk england canada mexico australia italy russia brazil \
scotland europe ireland sweden greece pakistan egypt africa
zone: est pst gmt utc timezone zone cst time
news: news headline headlines bbc cnn updates election politics sports article nyt breaking guardian reuters
joke: joke jokes funny laugh humor hilarious
praise: thanks thank awesome great nice wonderful amazing excellent perfect cool helpful job brilliant fantastic \
appreciate bravo superb
no: no not wrong incorrect mistake nope never error false
yes: yes yeah yep correct right exactly sure ok okay yup indeed true affirmative
whichever: mind matter whatever care whichever anything either matters
explain: explain clarify elaborate rephrase confused detail details meaning understand clear
again: repeat again replay once
confirm: confirm check sure verify certain double recheck
define: define definition mean means meaning describe describes explain synonym
who: who whose born married actor actress president king queen invented author wrote famous celebrity wife old
where: tall population capital highest longest largest river mountain country countries ocean continent
mood: feel feeling sad happy tired bored lonely life love think day doing
"""


def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _GROUPS.strip().splitlines():
        group, _, words = line.partition(": ")
        for word in words.split():
            found[word] = (*found.get(word, ()), group)
    return found


GROUPS: Mapping[str, tuple[str, ...]] = _groups()
"""The groups that each word is in."""
