"""Trains the encoder on gold rows. See ../README.md for the command; a development tool, never run by the product."""

import argparse
import copy
import json
import random
import time

import torch
from torch.nn import functional

from model import Encoder, load_open_weights
from rows import encode, held_out, homophones, noised, read


def batches(examples, order, size, random_):
    """Rows of like length together, batches in a seeded order."""
    chunks = [order[at : at + size * 40] for at in range(0, len(order), size * 40)]
    groups = []
    for chunk in chunks:
        chunk = sorted(chunk, key=lambda row: len(examples[row]["ids"]))
        groups += [chunk[at : at + size] for at in range(0, len(chunk), size)]
    random_.shuffle(groups)
    return groups


def collate(items, themes):
    length = max(len(item["ids"]) for item in items)
    ids = torch.zeros(len(items), length, dtype=torch.long)
    mask = torch.zeros(len(items), length, dtype=torch.long)
    labels = torch.zeros(len(items), themes)
    for row, item in enumerate(items):
        ids[row, : len(item["ids"])] = torch.tensor(item["ids"])
        mask[row, : len(item["ids"])] = 1
        labels[row, item["labels"]] = 1
    pick = lambda name: torch.tensor([item[name] for item in items])
    return ids, mask, labels, pick("polarity"), pick("target"), pick("weight").float()


def loss_of(output, batch, items, settings):
    logits, attention, polarity, target = (part.float() for part in output)
    _, _, labels, polarities, targets, weights = batch
    smooth = labels * (1 - settings.smoothing / 2) + settings.smoothing / 8 * (1 - labels)
    each = functional.binary_cross_entropy_with_logits(logits, smooth, reduction="none")
    each = each * torch.where(labels > 0, settings.positive, 1.0)
    total = (each.sum(-1) * weights).sum() / len(items)
    total = total + 0.5 * (functional.cross_entropy(polarity, polarities, reduction="none") * weights).mean()
    known = targets >= 0
    if known.any():
        total = total + 0.3 * functional.cross_entropy(target[known], targets[known])
    seen = [attention[row, theme, places].sum().clamp_min(1e-6).log() for row, item in enumerate(items) for theme, places in item["marks"].items()]
    if seen:
        total = total - settings.evidence * torch.stack(seen).sum() / len(items)
    return total


def groups_of(model, rate, head_rate, decay):
    heads, named = [], []
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith(("queries", "theme_", "first_", "polarity", "target")):
            heads.append(parameter)
            continue
        depth = int(name.split(".")[1]) + 1 if name.startswith("layers.") else 0
        named.append((depth, parameter))
    top = max(depth for depth, _ in named)
    return [{"params": heads, "lr": head_rate}] + [{"params": [parameter], "lr": rate * decay ** (top - depth)} for depth, parameter in named]


@torch.no_grad()
def predict(model, examples, themes):
    model.eval()
    order = sorted(range(len(examples)), key=lambda row: len(examples[row]["ids"]))
    out = [None] * len(examples)
    for at in range(0, len(order), 64):
        rows = order[at : at + 64]
        batch = collate([examples[row] for row in rows], themes)
        logits, _, polarity, target = model(batch[0], batch[1])
        for place, row in enumerate(rows):
            out[row] = (logits[place].tolist(), polarity[place].tolist(), target[place].tolist())
    return out


def micro_f1(found, rows, themes, threshold=0.45):
    cut = torch.logit(torch.tensor(threshold)).item()
    right = given = true = 0
    for (logits, _, _), row in zip(found, rows):
        said = {themes[at] for at, logit in enumerate(logits) if logit > cut}
        gold = set(row["themes"])
        right, given, true = right + len(said & gold), given + len(said), true + len(gold)
    return 2 * right / max(1, given + true)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gold", action="append", required=True)
    parser.add_argument("--check", action="append", default=[], help="gold files to watch, never trained on")
    parser.add_argument("--open-model", required=True, help="bge-small-zh-v1.5.onnx")
    parser.add_argument("--begin", help="a state saved before, to go on from")
    parser.add_argument("--vocabulary", required=True, help="vocabulary.json: piece → [id, id in the open model]")
    parser.add_argument("--themes", required=True, help="theme ids in the order of the taxonomy, one a line")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--positive", type=float, default=1.5)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--evidence", type=float, default=0.15)
    parser.add_argument("--noise", type=float, default=0.2)
    parser.add_argument("--average", type=float, default=0.995)
    parser.add_argument("--hold-out", type=float, default=0.1)
    settings = parser.parse_args()
    torch.manual_seed(settings.seed)
    random_ = random.Random(settings.seed)
    themes = open(settings.themes).read().split()
    kept = json.load(open(settings.vocabulary))
    vocabulary = {piece: ids[0] for piece, ids in kept.items()}
    rows = read(settings.gold)
    out = held_out(rows, settings.hold_out)
    seen = [row for index, row in enumerate(rows) if index not in out]
    unseen = [rows[index] for index in sorted(out)]
    checks = [(name, read([name])) for name in settings.check]
    sounds = homophones(sorted(piece for piece in vocabulary if len(piece) == 1))
    plain = [encode(row, themes, vocabulary) for row in seen]
    watched = [encode(row, themes, vocabulary) for row in unseen]
    model = Encoder(len(themes), len(vocabulary))
    load_open_weights(model, settings.open_model, [ids[1] for ids in sorted(kept.values())])
    if settings.begin:
        model.load_state_dict(torch.load(settings.begin)["state"])
    model.words.weight.requires_grad = False
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(groups_of(model, settings.rate, settings.head_rate, 0.85), betas=(0.9, 0.98), weight_decay=0.01)
    steps = settings.epochs * (len(seen) // 32 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps))))
    started, step = time.time(), 0
    for epoch in range(settings.epochs):
        model.train()
        examples = list(plain)
        for index, row in enumerate(seen):
            if random_.random() < settings.noise:
                text, evidence = noised(row["text"], row.get("evidence") or {}, random_, sounds)
                examples[index] = encode(row, themes, vocabulary, text, evidence)
        order = list(range(len(seen)))
        random_.shuffle(order)
        total = 0.0
        for place, group in enumerate(batches(examples, order, 32, random_)):
            items = [examples[row] for row in group]
            batch = collate(items, len(themes))
            with torch.autocast("cpu", torch.bfloat16):
                output = model(batch[0], batch[1])
            loss = loss_of(output, batch, items, settings)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            keep = min(settings.average, step / (step + 10))
            with torch.no_grad():
                for slow, fast in zip(average.parameters(), model.parameters()):
                    if fast.requires_grad:
                        slow.lerp_(fast, 1 - keep)
            total += loss.item()
            if place % 100 == 99:
                print(f"  {place + 1} of {len(order) // 32 + 1}  loss {total / (place + 1):.4f}  {time.time() - started:.0f} s", flush=True)
        found = predict(average, watched, len(themes))
        words = [f"held out {micro_f1(found, unseen, themes):.4f}"]
        for name, checked in checks:
            words.append(f"{name.split('/')[-1]} {micro_f1(predict(average, [encode(row, themes, vocabulary) for row in checked], len(themes)), checked, themes):.4f}")
        print(f"epoch {epoch + 1}  {'  '.join(words)}  {time.time() - started:.0f} s", flush=True)
        torch.save({"state": average.state_dict(), "held_out": [rows[index]["id"] for index in sorted(out)]}, settings.out)


if __name__ == "__main__":
    main()
