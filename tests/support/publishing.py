"""What tests of publishing share: what readers see, and a press of a button with all that its form holds."""

from support.people import services_of


def shown(app, mall="fork"):
    return services_of(app).publishing.catalog({}).guides[mall]


def press(client, page, name="펴내기", **values):
    """Press a button of a page's form, with all that the form holds."""
    [button] = [tag for tag in page.select("form button") if tag.text.strip() == name]
    form = button.find_parent("form")
    said = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]")}
    said |= {tag["name"]: tag.text for tag in form.select("textarea[name]")}
    if button.has_attr("name"):
        said[button["name"]] = button["value"]
    action = button.get("formaction") or form["action"]
    return client.post(action, data=said | values)
