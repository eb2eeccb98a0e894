# A right server in Python, on asyncio's streams.
import asyncio
import sys


async def serve(reader, writer):
    try:
        while await reader.read(4096):
            writer.write(b'Hello world\n')
            await writer.drain()
    except ConnectionError:
        pass  # this client is gone; the others are not
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', int(sys.argv[1]))
    async with server:
        await server.serve_forever()


asyncio.run(main())
