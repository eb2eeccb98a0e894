# hello in a container:
#
#     docker build -t hello .
#     docker run --rm -p 127.0.0.1:5001:5001 hello loom          a model, and what options hello serve has
#     docker run --rm --network host --entrypoint hello hello check --connect 127.0.0.1:5001
#                                                                 any other command
#
# Nothing here needs BuildKit: the classic builder reads it too.

# What says which libraries there are, alone: as long as that stays the same, they are not downloaded again.
FROM debian:bookworm-slim AS poms
WORKDIR /all
COPY . .
RUN mkdir /poms && find . -name pom.xml -exec cp --parents {} /poms ';' && cp -r .mvn /poms

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /hello
COPY --from=poms /poms .
# Builds modules without a class in them: afterwards all that it takes to build them is here.
RUN mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dformatter.skip=true package
COPY . .
# In a second work tree .git is no folder but a file, which names a folder that is not here.
RUN if [ -f .git ]; then rm .git; fi && \
    mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dformatter.skip=true clean package
# A runtime with the modules that the program and its libraries use, and two for people who want to look inside. Shared class
# data makes each start quicker, and the health check starts often.
RUN cd bench/target && \
    uses=$(jdeps --ignore-missing-deps --multi-release 25 --recursive --print-module-deps --class-path 'lib/*' hello.jar) && \
    jlink --add-modules "$uses,jdk.jcmd,jdk.jfr" --no-header-files --no-man-pages --generate-cds-archive \
        --output /runtime

FROM debian:bookworm-slim
COPY --from=build /runtime /opt/java
COPY --from=build /hello/bench/target/lib /opt/hello/lib
COPY --from=build /hello/bench/target/hello.jar /opt/hello/
# The command hello, with the launcher's flags. exec makes it the JVM, so that signals reach that. Who runs out of memory ends
# and says so: the server that went on would have lost one of its threads.
RUN printf '%s\n' '#!/bin/sh' 'exec /opt/java/bin/java -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError \' \
        '    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \' \
        '    ${HELLO_JAVA_OPTS:-} -jar /opt/hello/hello.jar "$@"' >/usr/local/bin/hello && \
    chmod 755 /usr/local/bin/hello && \
    install -d -o 10001 -g 10001 /work
USER 10001:10001
WORKDIR /work
EXPOSE 5001
# Asks for an answer, twice a minute. Where one client is served at a time (blocking), the question waits behind that client;
# who stays makes the container unhealthy, which to all other clients it is. The check is a JVM of its own: in a container of
# 64 MB there is no room for it beside the server, so run that one with --no-healthcheck.
HEALTHCHECK --interval=30s --timeout=20s --start-period=30s --retries=3 \
    CMD HELLO_JAVA_OPTS='-Xmx16m -XX:TieredStopAtLevel=1' \
        hello check --connect 127.0.0.1:5001 --only 'one answer to a request of 1 byte'
# Binds to all addresses, here and nowhere else: they are the container's own, and who else gets in is for -p to say.
ENTRYPOINT ["hello", "serve", "--host", "0.0.0.0"]
CMD ["loom"]
