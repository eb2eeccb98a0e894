# The chapter's server in a container. It binds to localhost, where nobody outside its container could reach it.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-minimal && rm -rf /var/lib/apt/lists/*
COPY chapter_server.py /
RUN sed -i 's/localhost/0.0.0.0/' /chapter_server.py
EXPOSE 5001
STOPSIGNAL SIGINT
CMD ["python3", "-u", "/chapter_server.py", "5001"]
