"""An enterprise subclasses the cloud and replaces one capability; everything else stays. The same as main.ts beside this file."""
import json
import os

import jsii
from cdktf import App, TerraformResource
from cdktf_groundwork import Access, AwsCloud, Environment, IResourceBackend, ObjectStore, Service, Stage, Standards

HERE = os.path.dirname(os.path.abspath(__file__))
NAME = "acme-approved-bucket"


@jsii.implements(IResourceBackend)
class ApprovedBucket:
    """The approved bucket: a stack of the platform team makes it, so only its name matters here."""

    def __init__(self, scope):
        self._scope = scope

    @property
    def settings(self):
        return {"NAME": NAME}

    @property
    def metrics(self):
        return []

    def grant(self, identity, access):
        verb = access.name.lower().replace("_", "-")
        resource = TerraformResource(self._scope, f"grant-{verb}", terraform_resource_type="aws_iam_role_policy")
        resource.add_override("name", f"approved-bucket-{verb}")
        resource.add_override("role", identity.principal)
        statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{NAME}/*"}
        resource.add_override("policy", json.dumps({"Version": "2012-10-17", "Statement": [statement]}, separators=(",", ":")))

    def allow_from(self, endpoint):
        """S3 is reached by the gateway endpoint of the foundation."""


class OurAws(AwsCloud):
    def object_store(self, scope, *, classification=None, expire_days=None, immutable_days=None):
        return ApprovedBucket(scope)


app = App(outdir=os.environ.get("CDKTF_OUTDIR", "cdktf.out"))
environment = Environment(
    app,
    "orders-dev",
    standards=Standards.from_file(os.path.join(HERE, "../acme/standards.yaml")),
    pod="orders",
    stage=Stage.DEVELOPMENT,
    landing_zone="eu-aws",
    cloud=OurAws(),
)
worker = Service(environment, "worker")
worker.connect_to(ObjectStore(environment, "objects"), Access.READ)
app.synth()
