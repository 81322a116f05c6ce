"""The pages: what a business sees, in two languages, without a script and without a third party."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from api.app import create_app
from api.forms import link, topics
from kg.graph import Graph
from ontology.norm import Modality
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
CASE = "topic=land&on=2025-10-01&subject=individual&act=land.encroach&land.kind=agri_other&place.kind=commune"
PAGES = [
    "/",
    "/en",
    "/?topic=water",
    f"/?{CASE}&land.area=0,03",
    "/conflicts",
    "/tiers?lang=en",
    "/documents",
    "/query",
]


class Page(HTMLParser):
    """What the tests look at in a page: elements with their attributes, and the text."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.words = [], []
        self.feed(source)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def client():
    return create_app(Graph.shipped(VI, VN), VI, EN, VN).test_client()


def see(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)


def test_a_business_sees_its_fine_with_the_clause(client):
    page = see(client, f"/?{CASE}&land.area=0,03")

    assert "Phạt tiền 5.000.000 – 10.000.000 đồng" in page.text
    assert "điểm b khoản 2 Điều 13 Nghị định 123/2024/NĐ-CP" in page.text
    assert "Giả định" in page.text
    assert "/law/vn/decree/2024/123-2024-nd-cp/dieu_13__khoan_2__diem_b" in [a.get("href") for a in page.all("a")]


def test_the_same_in_english(client):
    page = see(client, f"/en?{CASE}&land.area=300 m2")

    assert "A fine of 5,000,000 – 10,000,000 dong" in page.text
    assert "Point b, Clause 2, Article 13 of Decree 123/2024/NĐ-CP" in page.text


def test_multipliers_are_shown_with_their_reasons(client):
    page = see(client, f"/?{CASE}&land.area=0,03".replace("commune", "ward").replace("individual", "organisation"))

    assert "20.000.000 – 40.000.000 đồng" in page.text
    assert page.text.count("Nhân 2") == 2


def test_the_smallest_lawful_change_is_shown_where_something_is_broken(client):
    breach = client.get(f"/?{CASE}&land.area=0,03").text
    lawful = client.get("/?topic=land&on=2025-10-01&subject=individual&land.area=0,03").text

    assert "Thay đổi nhỏ nhất để đúng luật" in breach
    assert "Không thực hiện hành vi: lấn đất hoặc chiếm đất" in breach
    assert "Thay đổi nhỏ nhất" not in lawful


def test_a_missing_fact_is_a_question_that_can_be_answered_there(client):
    page = see(client, f"/?{CASE}")
    forms = page.all("form")

    assert "Chưa đủ dữ kiện" in page.text
    assert len(forms) == 2
    assert {
        one["value"] for one in page.all("input") if one.get("type") == "hidden" and one["name"] == "place.kind"
    } == {"commune"}
    assert [one["id"] for one in page.all("input") if one["name"] == "land.area"] == ["q-f-land-area", "f-land-area"]


def test_every_example_is_one_click_and_gives_an_answer(client):
    examples = [(topic, example) for topic in topics() for example in topic.examples]

    assert len(examples) >= 3
    for topic, example in examples:
        page = see(client, link(example.case, topic, "vi"))
        assert "Kết quả" in page.text
        assert not [one for one in page.all("div") if "problem" in one.get("class", "")]


def test_the_first_example_is_the_case_of_the_demo(client):
    assert "5.000.000 – 10.000.000" in see(client, link(topics()[0].examples[0].case, topics()[0], "vi")).text


def test_a_water_case_sees_duties_with_clauses(client):
    page = see(client, link(topics()[1].examples[0].case, topics()[1], "vi"))

    assert "28/2023/QH15" in page.text
    assert {"phải", "được phép"} & set(page.words)


def test_a_form_offers_only_facts_that_exist(client):
    for topic in topics():
        assert [fact for fact in topic.first if fact not in VN.facts] == []
        assert any(topic.owns(fact) for fact in VN.facts)
        names = {one.get("name") for one in see(client, f"/?topic={topic.id}").all("select")}
        assert names <= set(VN.facts)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_usable_by_everyone(client, path):
    page = see(client, path)
    labelled = {one["for"] for one in page.all("label")}
    fields = [one for tag in ("input", "select", "textarea") for one in page.all(tag) if one.get("type") != "hidden"]
    ids = [one["id"] for _, one in page.elements if "id" in one]

    assert page.all("html")[0]["lang"] == ("en" if "en" in re.split(r"[/=?&]", path) else "vi")
    assert [tag for tag, _ in page.elements if tag in {"header", "main", "footer", "h1"}] == [
        "header",
        "main",
        "h1",
        "footer",
    ]
    assert {one["id"] for one in fields} <= labelled
    assert len(ids) == len(set(ids))
    assert page.all("meta")[1]["name"] == "viewport"


@pytest.mark.parametrize("path", PAGES)
def test_pages_need_no_script_and_no_third_party(client, path):
    page = see(client, path)
    loaded = [one["href"] for one in page.all("link")] + [one.get("src", "") for one in page.all("img")]

    assert page.all("script") == []
    assert not [name for _, one in page.elements for name in one if name.startswith("on") or name == "style"]
    assert [url for url in loaded if urlsplit(url).netloc] == []
    assert all(client.get(url).status_code == 200 for url in loaded)


def test_every_link_on_the_site_leads_somewhere(client):
    links = {one["href"] for path in PAGES for one in see(client, path).all("a") if one["href"].startswith("/")}
    tried = sorted(links)[:: max(1, len(links) // 60)]

    assert len(tried) >= 40
    assert [link for link in tried if client.get(link).status_code != 200] == []


def test_a_provision_shows_what_rests_on_it_and_what_lies_below(client):
    page = see(client, "/law/vn/decree/2024/123-2024-nd-cp/dieu_13__khoan_2")

    assert "5.000.000 – 10.000.000 đồng" in page.text
    assert "điểm b khoản 2 Điều 13" in page.text
    assert "normgraph read" in page.text
    assert "khoản 2 Điều 13" in see(client, "/law/vn/decree/2024/123-2024-nd-cp/dieu_13").text


def test_multipliers_have_a_page_too(client):
    assert "×" in see(client, "/law/vn/decree/2024/123-2024-nd-cp/dieu_13__khoan_6").text


@pytest.mark.parametrize(
    "place", ["vn/decree/2024/123-2024-nd-cp/dieu_999", "vn/decree/1999/1", "../../etc/passwd", "%00"]
)
def test_a_provision_that_is_not_there_is_a_page_that_says_so(client, place):
    answer = client.get(f"/law/{place}", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert "NG500" in answer.text
    assert answer.content_type.startswith("text/html")


def test_a_wrong_number_is_told_beside_the_form_and_nothing_is_lost(client):
    page = see(client, f"/?{CASE}&land.area=1.000 m2")

    assert [one for one in page.all("div") if one.get("role") == "alert"]
    assert "NG202" in page.text
    assert "1.000 m2" in [one.get("value") for one in page.all("input")]


@pytest.mark.parametrize(
    "query", ["on=2025-02-30&act=land.encroach", "land.area=much", "strange=1", "place.kind=moon", "topic=moon"]
)
def test_no_form_breaks_the_page(client, query):
    assert client.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'><svg/onload=alert(1)>"]
)
@pytest.mark.parametrize(
    "place", ["/?land.area={}", "/?topic={}", "/?{}=1", "/query?query={}", "/law/{}", "/conflicts?on={}", "/en?on={}"]
)
def test_what_visitors_type_is_text(client, place, attack):
    answer = client.get(place.format(attack), headers={"Accept": "text/html"})

    assert attack not in answer.text
    assert not [tag for tag, _ in Page(answer.text).elements if tag in {"script", "img", "svg"}]


def test_the_query_page_answers_and_tells_errors(client):
    assert "1 dòng" in see(client, "/query?query=SELECT ?n WHERE { VALUES ?n { 42 } }").text
    assert "NG402" in see(client, "/query?query=SELECT").text


def test_every_modality_and_verdict_has_words():
    for language in (VI, EN):
        words = language.cues["interface"]
        assert {str(modality) for modality in Modality} <= set(words["modality"])


def test_a_topic_asks_only_what_belongs_to_it(client):
    water = see(client, "/?topic=water&on=2025-10-01&subject=organisation&role.water_user=true")
    land = see(client, "/?topic=land&on=2025-10-01&subject=organisation&land.area=1+ha")

    assert [one for one in water.all("select") + water.all("input") if one.get("name") == "act"] == []
    assert [one["name"] for one in land.all("select") if one.get("id") == "q-f-act"] == ["act"]
    assert "None" not in water.text + land.text
