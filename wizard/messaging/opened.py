"""The channels that a deployment has."""

from collections.abc import Callable, Mapping
from datetime import datetime

from wizard.mall_settings import Practice
from wizard.message_settings import MessageSettings
from wizard.messaging.channel import Channel
from wizard.messaging.smtp import SmtpChannel
from wizard.messaging.solapi import solapi


def channels_of(
    settings: MessageSettings, practice: Practice | None, now: Callable[[], datetime]
) -> Mapping[str, Channel]:
    """Give the channels that are set, by name; none is opened before something is sent."""
    found: list[Channel] = []
    if settings.gateway:
        found.append(solapi(settings.gateway, practice, now))
    if settings.smtp:
        found.append(SmtpChannel(settings.smtp))
    return {channel.name: channel for channel in found}
