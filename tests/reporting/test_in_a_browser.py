"""The page of a real red run in a real Chromium: the mismatch is at most two clicks away."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from reporting.runs import read_run
from scripts.report import main
from tests.reporting.kit import HOSTILE, run_tests, tree

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--window-size=1280,1000",
)  # fmt: skip
pytestmark = pytest.mark.skipif(
    not (CHROMIUM.exists() and DRIVER.exists()),
    reason=f"no {CHROMIUM} and {DRIVER} here: apt-get install chromium chromium-driver",
)
CELL = "differ-detectFaces-pages-spec"
AT, SAYS = "/response/200/data/taskId/type", '"integer"'


@pytest.fixture(scope="module")
def red(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a run of one edge after two facts of a page were changed."""
    kit = tree(tmp_path_factory.mktemp("red") / "kit", "spec", "contract_tests")
    file = kit / "spec" / "pages" / "face-detection.yaml"
    text = file.read_text("utf-8")
    changed = text.replace("{name: taskId, type: string,", "{name: taskId, type: integer,", 1)
    changed = changed.replace("acknowledgement: {code: '200'}", f"acknowledgement: {json.dumps({'code': HOSTILE})}", 1)
    file.write_text(changed, "utf-8")
    run = run_tests(kit, "contract_tests/test_pages_vs_spec.py")
    assert run.returncode == 1, run.stdout + run.stderr
    found = read_run(kit / "out" / "test" / "edges.json")
    assert found is not None
    assert [one.pointer for one in found.differences] == ["/callback/acknowledgement", AT]
    assert main(["--root", str(kit)]) == 0
    return kit / "out" / "report" / "index.html"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A browser of its own, without a past; Selenium fetches none."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome, red: Path) -> Iterator[webdriver.Chrome]:
    """The browser with the page freshly opened; at the end nothing was complained of and nothing fetched."""
    chromium.get("about:blank")
    chromium.get_log("performance")  # type: ignore[no-untyped-call]
    chromium.get_log("browser")  # type: ignore[no-untyped-call]
    chromium.get(red.as_uri())
    yield chromium
    assert chromium.get_log("browser") == []  # type: ignore[no-untyped-call]
    messages = [json.loads(row["message"])["message"] for row in chromium.get_log("performance")]  # type: ignore[no-untyped-call]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert {url.partition("#")[0] for url in asked} - {red.as_uri(), "data:,"} == set()


def panel(browser: webdriver.Chrome) -> WebElement:
    return browser.find_element(By.ID, CELL)


def is_shown(browser: webdriver.Chrome) -> bool:
    """Whether the mismatch can be read: operation, place, both values, what to do."""
    text = panel(browser).text
    return all(part in text for part in ("detectFaces", AT, "the page says", SAYS, '"string"', "what to do", "mend "))


def in_sight(browser: webdriver.Chrome, element: WebElement) -> bool:
    box = element.rect
    top, height = browser.execute_script("return [window.scrollY, window.innerHeight]")
    return bool(top - 1 <= box["y"] < top + height)


def mouse(browser: webdriver.Chrome, element: WebElement) -> None:
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    ActionChains(browser).move_to_element(element).click().perform()


def summary_of(browser: webdriver.Chrome) -> WebElement:
    return panel(browser).find_element(By.XPATH, f".//summary[contains(., '{AT}')]")


@pytest.mark.parametrize("way", [".matrix td.differ a", ".failing a"])
def test_two_clicks_of_the_mouse_lead_to_the_mismatch(browser: webdriver.Chrome, way: str) -> None:
    assert not is_shown(browser)
    mouse(browser, browser.find_element(By.CSS_SELECTOR, way))
    assert in_sight(browser, panel(browser))
    mouse(browser, summary_of(browser))
    assert is_shown(browser)


def test_two_keystrokes_lead_to_the_mismatch(browser: webdriver.Chrome) -> None:
    def tab_to(is_it: Callable[[WebElement], bool], most: int) -> None:
        for _ in range(most):
            ActionChains(browser).send_keys(Keys.TAB).perform()
            if is_it(browser.switch_to.active_element):
                return
        raise AssertionError(f"not reached by {most} times Tab")

    tab_to(lambda element: (element.get_attribute("href") or "").endswith(f"#{CELL}"), most=20)
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert not is_shown(browser)
    tab_to(lambda element: element.tag_name == "summary" and AT in element.text, most=3)
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert is_shown(browser)


def test_a_plain_link_leads_to_the_mismatch(browser: webdriver.Chrome, red: Path) -> None:
    browser.get(f"{red.as_uri()}#{CELL}-2")
    assert is_shown(browser)
    assert in_sight(browser, browser.find_element(By.ID, f"{CELL}-2"))


def test_hostile_texts_are_shown_and_do_nothing(browser: webdriver.Chrome, red: Path) -> None:
    browser.get(f"{red.as_uri()}#{CELL}-1")
    assert "<script>alert(1)</script>" in panel(browser).text
    assert browser.find_elements(By.CSS_SELECTOR, "script, main img") == []


def test_an_operation_is_opened_by_its_name(browser: webdriver.Chrome) -> None:
    mouse(browser, browser.find_element(By.LINK_TEXT, "describeImage"))
    assert "Departures from the page" in browser.find_element(By.ID, "operation-describeImage").text


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 400), ("dark", 400)])
def test_it_is_readable_in_every_light_and_width(
    browser: webdriver.Chrome, scheme: str, width: int, tmp_path: Path
) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    size = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        mouse(browser, browser.find_element(By.CSS_SELECTOR, ".failing a"))
        mouse(browser, summary_of(browser))
        assert is_shown(browser)
        script = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert browser.execute_script(script), "the page as a whole is wider than the window"
        for name, least in contrasts(browser).items():
            assert least >= 4.5, f"{name}: contrast {least:.2f}, WCAG wants 4.5"
        assert browser.save_screenshot(str(tmp_path / "page.png"))
        assert (tmp_path / "page.png").stat().st_size > 10_000
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def contrasts(browser: webdriver.Chrome) -> dict[str, float]:
    """The contrast of the text to what is behind it, of each kind of element that has a colour of its own."""
    kinds = [
        "td.agree", "td.differ a", "td.not-compared", ".verdict p", ".grade.assumed", ".grade.contradicted",
        ".failing a", ".grade.documented", ".value", ".soft", "nav a",
    ]  # fmt: skip
    found = browser.execute_script(_COLOURS, kinds)
    return {name: _contrast(*pair) for name, pair in found.items()}


_COLOURS = """
const numbers = text => text.match(/[\\d.]+/g).map(Number);
const behind = element => {
  for (let at = element; at; at = at.parentElement) {
    const colour = numbers(getComputedStyle(at).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour.slice(0, 3);
  }
};
return Object.fromEntries(arguments[0].map(kind => {
  const element = document.querySelector(kind);
  return [kind, [numbers(getComputedStyle(element).color).slice(0, 3), behind(element)]];
}));
"""


def _contrast(one: list[float], other: list[float]) -> float:
    """The ratio as WCAG 2 defines it."""

    def luminance(colour: list[float]) -> float:
        parts = [value / 255 for value in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)
