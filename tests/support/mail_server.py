"""A real mail server for tests, on this machine, for as long as one needs it."""

import asyncio
from threading import Thread

from aiosmtpd.smtp import SMTP


class MailServer:
    """Takes letters on a free port, in a thread of its own.

    Attributes:
        port: where it listens, on 127.0.0.1.

    """

    def __init__(self, handler, tls=None, **options):
        self.loop = asyncio.new_event_loop()

        def line():
            return SMTP(handler, hostname="box", loop=self.loop, **options)

        self.thread = Thread(target=self.loop.run_forever)
        self.thread.start()  # first: a browser's driver may run a loop in the test's own thread
        opening = self.loop.create_server(line, "127.0.0.1", 0, ssl=tls)
        self.server = asyncio.run_coroutine_threadsafe(_awaited(opening), self.loop).result(10)
        self.port = self.server.sockets[0].getsockname()[1]

    def close(self):
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _close(self):
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _awaited(opening):
    return await opening
