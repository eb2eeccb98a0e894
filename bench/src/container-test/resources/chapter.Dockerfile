# The chapter's server in a container. It binds to 127.0.0.1, where nobody outside its container could reach it.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-minimal && rm -rf /var/lib/apt/lists/*
COPY chapter.py /
RUN sed -i 's/127\.0\.0\.1/0.0.0.0/' /chapter.py
EXPOSE 5001
STOPSIGNAL SIGINT
CMD ["python3", "-u", "/chapter.py", "5001"]
