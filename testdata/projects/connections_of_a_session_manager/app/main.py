from app.config import settings
from app.manager import late

late.init(settings.database_url)
