"""The live desk, `ninety serve --watch`: what is saved is rebuilt, and seen and heard in the page at once.

Nothing here is ever written to `output/`: pages get their desk on the way to the browser.
"""
