"""Two colours of functions: what happens where they meet."""
import asyncio
import time


# region colours
async def fetch():  # red: may wait, and only red functions may wait for it
    await asyncio.sleep(0.1)
    return 42


def report():  # blue: an ordinary function
    return fetch()  # no await here: this is a syntax error in a blue function
# endregion


async def ticker(ticks):
    while True:
        ticks.append(time.monotonic())
        await asyncio.sleep(0.01)


async def ticks_during(wait):
    ticks = []
    task = asyncio.create_task(ticker(ticks))
    await asyncio.sleep(0)  # lets it begin
    await wait()
    task.cancel()
    return len(ticks)


# region blocks
async def waits():
    await asyncio.sleep(0.3)


async def blocks():
    time.sleep(0.3)  # blue, in a red function: the whole loop stands still
# endregion


if __name__ == "__main__":
    result = report()
    print("report() returns:", type(result).__name__)
    result.close()
    print("ticks while another waits with await:", asyncio.run(ticks_during(waits)))
    print("ticks while another blocks:", asyncio.run(ticks_during(blocks)))
