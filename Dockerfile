# The Model Catalog in a container, from the jar that ./mvnw package leaves. Any image of Debian or Ubuntu with Java 17 or
# newer will do as the base; the embedded PostgreSQL needs the C library of those.
ARG JRE=eclipse-temurin:21-jre
FROM ${JRE}

RUN useradd --create-home --home-dir /work --uid 10001 model-catalog
COPY distribution/src/bin /opt/model-catalog/bin/
COPY distribution/src/lib migration-app/target/model-catalog.jar /opt/model-catalog/lib/
RUN ["/opt/model-catalog/bin/model-catalog", "--version"]

USER model-catalog
WORKDIR /work
ENTRYPOINT ["/opt/model-catalog/bin/model-catalog"]
