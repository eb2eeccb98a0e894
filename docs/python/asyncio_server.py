"""A hello server on asyncio's streams: the event loop is the library's."""

import asyncio
import sys


# region serve
async def serve(reader, writer):
    try:
        while await reader.read(4096):
            writer.write(b'Hello world\n')
            await writer.drain()
    except ConnectionError:
        pass  # this client is gone; the others are not
    finally:
        writer.close()
# endregion


async def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 5001
    server = await asyncio.start_server(serve, '127.0.0.1', port)
    async with server:
        await server.serve_forever()


asyncio.run(main())
