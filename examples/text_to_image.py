"""Print the URL of each picture that a prompt makes, and say which models there are: python text_to_image.py PROMPT."""

import sys

from img_open import ImgOpen

with ImgOpen() as client:
    model = next(client.images.iter_models())
    print(f"the first model: {model.sd_model_checkpoint}", file=sys.stderr)
    task = client.images.text_to_image(prompt=sys.argv[1], batch_size=2, width=512, height=384, seed="42")
    for picture in task.wait(timeout=120).differential_image_rsp_list:
        print(picture.image_url)
