"""Two computations, one after the other and on two threads."""

import threading
import time


def compute():
    x = 88172645463325252
    for _ in range(500_000):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF


began = time.perf_counter()
compute()
compute()
print(f'one after the other: {time.perf_counter() - began:.2f} s')

began = time.perf_counter()
threads = [threading.Thread(target=compute) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f'on two threads:      {time.perf_counter() - began:.2f} s')
