"""A guide's text as an editor has it in a browser: the box, and what is posted of it."""

from conftest import soup_of


def text_page(client, mall="fork"):
    return soup_of(client.get(f"/editor/{mall}/text"))


def typed(page):
    """Give what a browser has in the box: the line feed after the tag is not a part of it."""
    return page.select_one("textarea[name=text]").string.removeprefix("\n")


def form_of(page, **values):
    """Give what a browser would post, with its own ends of lines."""
    named = {
        tag["name"]: tag["value"]
        for tag in page.select("#typing input[name], .writing input[name]")
    }
    sent = named | {"text": typed(page)} | values
    return {name: value.replace("\n", "\r\n") for name, value in sent.items()}


def renamed(page, title="새갈래"):
    return typed(page).replace("title: 갈림길", f"title: {title}")


def send(client, page, where="text", headers=None, mall="fork", **values):
    return client.post(f"/editor/{mall}/{where}", data=form_of(page, **values), headers=headers)
