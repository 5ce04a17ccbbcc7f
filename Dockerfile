# One image for the three processes; docker-compose.yml says which one a container is.
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements/run.txt requirements/build.txt requirements/
RUN python -m venv /opt/teleread && /opt/teleread/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt \
 && python -m venv /opt/build && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt -r requirements/run.txt
COPY . .
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheel . \
 && /opt/teleread/bin/pip install --no-cache-dir --no-deps /wheel/*.whl

FROM python:3.12-slim
COPY --from=build /opt/teleread /opt/teleread
RUN useradd --system --uid 10001 --home /data teleread && install -d -o teleread -m 0700 /data
USER teleread
ENV PATH=/opt/teleread/bin:$PATH TELEREAD_DATA_DIR=/data PYTHONUNBUFFERED=1
VOLUME /data
ENTRYPOINT ["teleread"]
CMD ["serve"]
