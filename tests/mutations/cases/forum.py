"""Members and posts as JSON lines: threads of posts, counts of children, numbers of the network."""

import json

from mutations.case import Cases
from mutations.damage import file_text, member

forum = Cases("forum", "--format", "jsonl")
CASES = [forum]


def posts(change):
    """change(list of posts, rng) changes members of posts."""

    def action(folder):
        rows = [json.loads(line) for line in folder.lines("post")]
        rows = change(rows, folder.rng) or rows
        folder.write_lines("post", [json.dumps(row, ensure_ascii=False) for row in rows])

    return action


def one_cycle(rows, rng):
    """A post answers the post that answers it."""
    answer = next(row for row in reversed(rows) if row["reply_to"])
    rows[answer["reply_to"] - 1]["reply_to"] = answer["id"]


def later_answer(rows, rng):
    """A post answers the last post."""
    rows[4]["reply_to"] = len(rows)


def no_roots(rows, rng):
    for row in rows[1:]:
        row["reply_to"] = row["reply_to"] or 1


def same_time(rows, rng):
    rows[10]["at"] = rows[10]["joined"]


def first_day(rows, rng):
    """Every post is written a day after its member joined, at the same time of the day."""
    for row in rows:
        row["at"] = (
            row["joined"][:8] + f"{int(row['joined'][8:10]) % 28 + 1:02d}" + row["joined"][10:]
        )
    return [row for row in rows if row["at"] > row["joined"]]


def fewer(rows, rng):
    return [row for row in rows if rng.random() < 0.95]


add = forum.add
add(
    "member.posts",
    "broken sums",
    "one count is one more",
    member("member.posts", 1, lambda v: v + 1),
    ".generator",
)
add(
    "member.posts",
    "broken sums",
    "members without a post have one",
    file_text("member", lambda t: t.replace('"posts":0', '"posts":1')),
    ".generator",
)
add(
    "post",
    "truncated and lost data",
    "5 % of the posts are lost",
    posts(fewer),
    "nodes.post.fanout",
)
add(
    "member.login",
    "duplicate keys",
    "two members have one login",
    member("member.login", 2, lambda v: "twice1"),
    "constraints.unique.0",
)
add(
    "member.login",
    "text look-alikes",
    "one login is an e-mail",
    member("member.login", 1, lambda v: v + "@example.com"),
    ".generator",
)
add(
    "member.url",
    "text look-alikes",
    "one address is of FTP",
    member("member.url", 1, lambda v: v.replace("http", "ftp", 1).replace("ftps", "ftp")),
    "constraints.pattern.0",
)
add(
    "member.url",
    "text look-alikes",
    "addresses have no host",
    member("member.url", None, lambda v: "https://"),
    ".generator",
)
add(
    "member.host",
    "text look-alikes",
    "hosts are of version 4",
    member("member.host", None, lambda v: "192.0.2.1"),
    ".generator",
)
add(
    "member.host",
    "text look-alikes",
    "one host is outside of the range for documentation",
    member("member.host", 1, lambda v: v.replace("2001", "2a00", 1)),
    ".generator",
)
add(
    "member.zone",
    "wrong locale",
    "zones are those of Japan",
    member("member.zone", None, lambda v: "Asia/Tokyo"),
    ".generator",
)
add(
    "member.joined",
    "parts of the time frame",
    "one member joined in 2025",
    member("member.joined", 1, lambda v: v.replace("2024", "2025")),
    ".generator",
)
add(
    "member.joined",
    "lossy casts",
    "one time has microseconds",
    member("member.joined", 1, lambda v: v.replace("Z", ".000001Z")),
    ".generator",
)
add(
    "post.reply_to",
    "broken trees",
    "a post answers the post that answers it",
    posts(one_cycle),
    "rules.0",
)
add(
    "post.reply_to",
    "broken trees",
    "a post answers itself",
    posts(lambda rows, rng: rows[40].update(reply_to=41)),
    "rules.0",
)
add(
    "post.reply_to",
    "broken trees",
    "a post answers the last post",
    posts(later_answer),
    ".generator",
)
add(
    "post.reply_to",
    "orphans",
    "a post answers one that is not there",
    member("post.reply_to", 1, lambda v: 10**7),
    "constraints.foreign_keys.1",
)
add(
    "post.reply_to",
    "nulls beyond and below the share",
    "every post answers another",
    posts(no_roots),
    ".generator.lookup.root_rate",
)
add(
    "post.joined",
    "carried values",
    "one post has another time of joining",
    member("post.joined", 1, lambda v: v[:-2] + ("1Z" if v[-2] != "1" else "2Z")),
    "rules.1",
)
add(
    "post.at",
    "order of times",
    "a post is of the second in which its member joined",
    posts(same_time),
    "constraints.inequalities.0",
)
add("post.at", "distances", "posts are of the day after joining", posts(first_day), ".generator")
add(
    "post.at",
    "distances",
    "one post is of a year later",
    member("post.at", 1, lambda v: v.replace("2024", "2026").replace("2025", "2026")),
    ".generator",
)
add(
    "post.body",
    "text look-alikes",
    "bodies are one word",
    member("post.body", None, lambda v: "word"),
    ".generator",
)
add(
    "post.body",
    "text look-alikes",
    "one body has ten sentences",
    member("post.body", 1, lambda v: "One two three four five. " * 9 + "One two three four five."),
    ".generator",
)
add(
    "post.likes",
    "wrong laws",
    "nobody has more than 20 likes",
    member("post.likes", None, lambda v: min(v, 20)),
    ".generator",
)
add(
    "post.likes",
    "shifted means",
    "a fifth of the posts has one like more",
    member("post.likes", 0.2, lambda v: v + 1),
    ".generator",
)
add(
    "post.likes",
    "ranges by one unit",
    "one post has -1 like",
    member("post.likes", 1, lambda v: -1),
    ".generator",
)
add(
    "post.hidden",
    "shares of choices",
    "2.7 % in place of 2 % are hidden",
    file_text("post", lambda t: t.replace('"hidden":false', '"hidden":true', 210)),
    ".generator",
)
add(
    "post.hidden",
    "types",
    "truths are 0 and 1",
    file_text(
        "post",
        lambda t: t.replace('"hidden":false', '"hidden":0').replace('"hidden":true', '"hidden":1'),
    ),
    ".type",
)
add(
    "post.member_id",
    "orphans",
    "one post's member is not there",
    member("post.member_id", 1, lambda v: 0),
    "constraints.foreign_keys.0",
)
add(
    "post.member_id",
    "fan-outs",
    "a tenth of the posts is of member 1",
    member("post.member_id", 0.1, lambda v: 1),
    "nodes.post.fanout",
)
