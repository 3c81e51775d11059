from .base import *
from .local import REPLICA_URL
