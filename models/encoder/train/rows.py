"""Gold rows as token ids. The pieces are those of src/inference/pieces.ts: test/unit/inference-pieces.test.ts compares them."""

import hashlib
import json
import random
import re

POLARITIES = ["dissatisfied", "satisfied", "neutral"]
TARGETS = ["handler", "policy", "third_party", "none"]
MOST_PIECES = 254
# Larger clusters are never held out: one of them holds hundreds of like rows.
MOST_TOGETHER = 60
SAME = {"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": "'", "’": "'", "—": "-", "―": "-",
        "–": "-", "﹣": "-", "～": "~"}
PLACEHOLDER = re.compile(r"〔[^〔〕]{1,8}〕")
WORD = re.compile(r"[a-z0-9]+")
SPACE = re.compile(r"[\s\u3000\xa0]+")


def fold(text):
    """Full width letters and digits narrowed, letters in lower case; the length stays."""
    out = []
    for char in text:
        code = ord(char)
        if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A:
            char = chr(code - 0xFEE0)
        lower = char.lower()
        out.append(lower if len(lower) == 1 else char)
    return "".join(out)


def pieces(text, vocabulary):
    """Pieces of a folded text as (id, start, end). A placeholder is one piece, so is a run of white space (a comma)."""
    found = []
    unknown = vocabulary["[UNK]"]
    at = 0
    while at < len(text) and len(found) < MOST_PIECES:
        match = PLACEHOLDER.match(text, at)
        if match:
            found.append((vocabulary["某"], at, match.end()))
            at = match.end()
            continue
        match = SPACE.match(text, at)
        if match:
            if found and match.end() < len(text):
                found.append((vocabulary["，"], at, match.end()))
            at = match.end()
            continue
        match = WORD.match(text, at)
        if match:
            start, end = at, match.end()
            while start < end:
                prefix = "" if start == at else "##"
                stop = end
                while stop > start and prefix + text[start:stop] not in vocabulary:
                    stop -= 1
                if stop == start:
                    found.append((unknown, start, end))
                    break
                found.append((vocabulary[prefix + text[start:stop]], start, stop))
                start = stop
            at = end
            continue
        if ord(text[at]) > 0xFFFF:
            start = at
            while at < len(text) and ord(text[at]) > 0xFFFF:
                at += 1
            found.append((unknown, start, at))
            continue
        char = SAME.get(text[at], text[at])
        found.append((vocabulary.get(char, unknown), at, at + 1))
        at += 1
    return found[:MOST_PIECES]


def read(files):
    rows = []
    for file in files:
        with open(file, encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                row["file"] = file
                row["groups"] = ([row["group"]] if row.get("group") else []) + row.get("gold_groups", [])
                rows.append(row)
    return rows


def homophones(characters):
    """Per character others of the same sound and tone, for typing errors of the kind that people make."""
    from pypinyin import Style, pinyin

    by_sound = {}
    for char in characters:
        if "\u4e00" <= char <= "\u9fff":
            by_sound.setdefault(pinyin(char, style=Style.TONE3)[0][0], []).append(char)
    return {char: [other for other in group if other != char] for group in by_sound.values() for char in group if len(group) > 1}


def noised(text, evidence, random_, sounds):
    """One kind of careless typing: no punctuation, spaces for it, or wrong characters of the same sound."""
    kind = random_.random()
    if kind < 0.35:
        blank = random_.choice(["", " "])
        clean = lambda part: re.sub(r"[，。、；：！？,.!?;:]", blank, part).strip() if blank else re.sub(r"[，。、；：！？,.!?;:]", "", part)
        return clean(text), {theme: clean(words) for theme, words in evidence.items()}
    chars = list(text)
    places = [at for at, char in enumerate(chars) if char in sounds]
    if not places:
        return text, evidence
    swap = {}
    for at in random_.sample(places, min(len(places), 1 + len(places) // 15)):
        swap[chars[at]] = random_.choice(sounds[chars[at]][:6])
    change = lambda part: "".join(swap.get(char, char) for char in part)
    return change(text), {theme: change(words) for theme, words in evidence.items()}


def encode(row, themes, vocabulary, text=None, evidence=None):
    """Ids with [CLS] and [SEP]; labels; per theme with known evidence the marks of its pieces."""
    text = fold(row["text"] if text is None else text)
    evidence = row.get("evidence") or {} if evidence is None else evidence
    found = pieces(text, vocabulary)
    ids = [vocabulary["[CLS]"]] + [piece[0] for piece in found] + [vocabulary["[SEP]"]]
    marks = {}
    for theme, words in evidence.items():
        words = fold(words)
        start = text.find(words) if words else -1
        if start < 0 or theme not in themes:
            continue
        inside = [at + 1 for at, (_, from_, to) in enumerate(found) if from_ < start + len(words) and to > start]
        if inside:
            marks[themes.index(theme)] = inside
    return {
        "ids": ids,
        "labels": [themes.index(theme) for theme in row["themes"] if theme in themes],
        "polarity": POLARITIES.index(row["polarity"]),
        "target": TARGETS.index(row["target"]) if row.get("target") else -1,
        "weight": row.get("weight", 1.0) * (1.5 if row.get("register") == "comment" else 1.0),
        "marks": marks,
    }


def held_out(rows, share):
    """Indexes of about `share` of the rows, by hash; rows that share a group, directly or in steps, stay together."""
    parent = {}

    def find(name):
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for row in rows:
        for group in row["groups"]:
            parent[find(group)] = find(f"row:{row['id']}")
    clusters = {}
    for index, row in enumerate(rows):
        clusters.setdefault(find(f"row:{row['id']}"), []).append(index)
    out = set()
    for members in clusters.values():
        name = min(str(rows[index]["id"]) for index in members)
        drawn = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 2**32
        if len(members) <= MOST_TOGETHER and drawn < share:
            out.update(members)
    return out
