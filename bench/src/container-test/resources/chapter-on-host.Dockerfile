# The chapter's server as hello compare --image takes it: it gets the port as its argument, and shares the host's network.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-minimal && rm -rf /var/lib/apt/lists/*
COPY chapter_server.py /
ENTRYPOINT ["python3", "-u", "/chapter_server.py"]
