# The image of the application for environments on ECS: what buildspec.yml built, and the runtime it needs.
# CodePipeline's action ECRBuildAndPublish builds it from the root of the build's artifact.
FROM public.ecr.aws/docker/library/node:24-slim
LABEL org.opencontainers.image.title="webapp"
WORKDIR /opt/webapp
COPY webapp/dist /opt/webapp
ENV NODE_ENV=production PORT=8080
EXPOSE 8080
# Not root, and it may write nothing: the task definition says both again.
USER 1000
# For Docker. ECS overlooks it; there the load balancer asks for /healthz.
HEALTHCHECK --interval=10s --timeout=5s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "/opt/webapp/main.js"]
