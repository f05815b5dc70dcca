"""Chooses the pieces that stay: characters of the texts at hand, common ones of GB 2312, letters, digits and frequent words."""

import argparse
import collections
import json

from rows import SAME, WORD, fold


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tokenizer", required=True, help="tokenizer.json of the open model")
    parser.add_argument("--texts", action="append", required=True, help="JSONL files whose string fields are texts")
    parser.add_argument("--out", required=True)
    settings = parser.parse_args()
    whole = json.load(open(settings.tokenizer, encoding="utf8"))["model"]["vocab"]
    counts, words = collections.Counter(), collections.Counter()
    for file in settings.texts:
        for line in open(file, encoding="utf8"):
            for value in json.loads(line).values():
                if isinstance(value, str):
                    text = fold(value)
                    counts.update(SAME.get(char, char) for char in text)
                    words.update(WORD.findall(text))
    level_one = [bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    kept = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "某", "，", *level_one}
    kept |= {char for char, count in counts.items() if count >= 2}
    kept |= {piece for piece in whole if len(piece.removeprefix("##")) <= 2 and WORD.fullmatch(piece.removeprefix("##"))}
    kept |= {word for word, count in words.items() if count >= 5}
    pieces = sorted((piece for piece in kept if piece in whole), key=lambda piece: whole[piece])
    json.dump({piece: [at, whole[piece]] for at, piece in enumerate(pieces)}, open(settings.out, "w", encoding="utf8"), ensure_ascii=False, indent=0)
    print(len(pieces))


if __name__ == "__main__":
    main()
